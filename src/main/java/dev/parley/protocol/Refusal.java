package dev.parley.protocol;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Why a command or subscription was not carried out.
 *
 * @param type    its kind
 * @param message one sentence for the developer of the client; never a stack trace, never another's data
 * @param details what a client can act on ({@code retryAfterMs}, {@code current}); empty when there is
 *     nothing
 */
public record Refusal(FailureType type, String message, JsonObject details) {

    public Refusal {
        Objects.requireNonNull(type);
        Objects.requireNonNull(message);
        Objects.requireNonNull(details);
    }

    public Refusal(FailureType type, String message) {
        this(type, message, new JsonObject());
    }

    public static Refusal badRequest(String message) {
        return new Refusal(FailureType.BAD_REQUEST, message);
    }

    public static Refusal notFound(String what) {
        return new Refusal(FailureType.NOT_FOUND, "There is no " + what + ".");
    }

    public static Refusal forbidden(String message) {
        return new Refusal(FailureType.FORBIDDEN, message);
    }

    public static Refusal unavailable(String message, long retryAfterMs) {
        return new Refusal(FailureType.UNAVAILABLE, message,
            new JsonObject().put("retryAfterMs", retryAfterMs));
    }

    public static Refusal rateLimited(long retryAfterMs) {
        return new Refusal(FailureType.RATE_LIMITED, "Too many requests: slow down.",
            new JsonObject().put("retryAfterMs", retryAfterMs));
    }

    /** This refusal as the failure of a future. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
