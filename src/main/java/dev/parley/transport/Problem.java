package dev.parley.transport;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** A refusal as the answer to an HTTP request: {@code application/problem+json} (RFC 9457). */
public final class Problem {

    private static final long SECOND_MS = 1000;

    private Problem() {
    }

    /** Answers with the status that the kind of refusal has. */
    public static void answer(HttpServerRequest request, Refusal why) {
        answer(request, why.type().code(), why);
    }

    /** Answers with another status, such as 405, which no kind of refusal has. */
    public static void answer(HttpServerRequest request, int status, Refusal why) {
        var response = request.response().setStatusCode(status)
            .putHeader("Content-Type", "application/problem+json")
            .putHeader("Cache-Control", "no-store");
        if (why.type() == FailureType.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (why.details().getValue("retryAfterMs") instanceof Number wait) {
            response.putHeader("Retry-After", Long.toString(Math.ceilDiv(wait.longValue(), SECOND_MS)));
        }
        response.end(body(status, why).toBuffer());
    }

    /** The body: {@code code} is the failure type, {@code data} what a client can act on. */
    public static JsonObject body(int status, Refusal why) {
        var body = new JsonObject().put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase()).put("status", status)
            .put("detail", why.message()).put("code", why.type().word());
        return why.details().isEmpty() ? body : body.put("data", why.details());
    }
}
