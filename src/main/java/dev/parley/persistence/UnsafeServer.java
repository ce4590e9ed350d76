package dev.parley.persistence;

/** The refusal to keep a log in a PostgreSQL that may forget what it has committed. */
final class UnsafeServer extends Exception {

    private static final long serialVersionUID = 1L;

    UnsafeServer(String setting) {
        super("PostgreSQL runs with " + setting + "=off: what it has acknowledged may be lost in a crash, "
            + "and this is refused outside the demo profile");
    }
}
