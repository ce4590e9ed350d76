package dev.parley.transport.engineio;

import dev.parley.transport.Cors;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The answers to polling requests. A client that is gone hears nothing. */
final class Answers {

    private static final String METHODS = "GET, POST, OPTIONS";

    private Answers() {
    }

    static void payload(HttpServerRequest request, Buffer payload) {
        end(request, 200, "text/plain; charset=UTF-8", payload);
    }

    /** The packets were taken. Of this type, because some browsers offer to save a plain text. */
    static void taken(HttpServerRequest request) {
        end(request, 200, "text/html", Buffer.buffer("ok"));
    }

    static void refuse(HttpServerRequest request, Complaint why) {
        end(request, 400, "application/json", Buffer.buffer(why.json()));
    }

    static void tooLarge(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        end(request, 413, "text/plain; charset=UTF-8", Buffer.buffer("The payload is too large."));
    }

    static void tooMany(HttpServerRequest request) {
        request.response().putHeader("Retry-After", "5");
        end(request, 429, "text/plain; charset=UTF-8",
            Buffer.buffer("There are too many sessions from this address."));
    }

    /** Tells a browser beforehand what pages of other origins may do. */
    static void preflight(HttpServerRequest request) {
        Cors.preflight(request, METHODS);
    }

    private static void end(HttpServerRequest request, int status, String type, Buffer body) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            Cors.allow(request, response);
            Cors.uncached(response);
            response.setStatusCode(status).putHeader("Content-Type", type).end(body);
        }
    }
}
