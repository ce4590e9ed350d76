package dev.parley.transport;

import io.vertx.core.http.HttpServerRequest;

/** The answer of a node that goes to rest to whoever wants to begin something. */
public final class Resting {

    private static final int SECONDS = 1;

    private Resting() {
    }

    /** Refuses a new session: another node takes it, or this one after its restart. */
    public static void refuse(HttpServerRequest request) {
        request.response().setStatusCode(503).putHeader("Retry-After", Integer.toString(SECONDS))
            .putHeader("Connection", "close").end("This node is closing; another one serves you.")
            .onComplete(told -> request.connection().close());
    }

    /** Lets the request be answered, and its connection end after that. */
    static void last(HttpServerRequest request) {
        request.response().putHeader("Connection", "close")
            .endHandler(answered -> request.connection().close());
    }
}
