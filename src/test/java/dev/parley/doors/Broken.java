package dev.parley.doors;

/** The connection ended before the answer came: what was asked may have happened or not. */
final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
