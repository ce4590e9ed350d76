package dev.parley.doors;

/** A command was refused; the message is the failure type. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String failure) {
        super(failure);
    }
}
