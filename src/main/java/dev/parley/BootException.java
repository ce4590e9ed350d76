package dev.parley;

/** Why the node does not run, in a sentence for its operator. */
final class BootException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BootException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
