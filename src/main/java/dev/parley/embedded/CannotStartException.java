package dev.parley.embedded;

/** Why an embedded server did not start, in a sentence for its operator. */
public final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    CannotStartException(String sentence) {
        super(sentence);
    }
}
