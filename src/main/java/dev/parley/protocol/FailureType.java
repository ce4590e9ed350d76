package dev.parley.protocol;

/** The kinds of refusal a client can meet (docs/protocol.md, "Failure types"). */
public enum FailureType {
    BAD_REQUEST(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    GONE(410),
    TOO_LARGE(413),
    RATE_LIMITED(429),
    INTERNAL(500),
    UNAVAILABLE(503),
    TIMEOUT(504);

    private final int code;
    private final String word;

    FailureType(int code) {
        this.code = code;
        this.word = name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The number on the wire, with the meaning it has as an HTTP status. */
    public int code() {
        return code;
    }

    /** The word on the wire, such as {@code bad_request}. */
    public String word() {
        return word;
    }
}
