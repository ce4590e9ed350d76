package dev.parley.transport;

import io.vertx.core.http.HttpServerRequest;

/** A part of the server that takes its requests before the router does, because it needs them unwrapped. */
public interface Door {

    /** Takes the request, if it is one of its own, and answers it. */
    boolean takes(HttpServerRequest request);
}
