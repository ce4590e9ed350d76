package dev.parley.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What browsers need to let a page of another origin read an answer, and how long it may be kept. */
public final class Cors {

    private static final String YEAR = "31536000";

    private Cors() {
    }

    /** The headers of any answer that pages of other origins may read. */
    public static void allow(HttpServerRequest request, HttpServerResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Allow-Credentials", "true")
                .putHeader("Vary", "Origin");
        }
    }

    /** Answers a browser that asks beforehand. */
    public static void preflight(HttpServerRequest request, String methods) {
        var response = request.response().setStatusCode(204);
        allow(request, response);
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.putHeader("Access-Control-Allow-Headers", headers);
        }
        response.putHeader("Access-Control-Allow-Methods", methods)
            .putHeader("Access-Control-Max-Age", YEAR)
            .putHeader("Cache-Control", "public, max-age=" + YEAR)
            .putHeader("Expires", "Thu, 31 Dec 2099 23:59:59 GMT")
            .end();
    }

    /** Keeps an answer out of every cache. */
    public static void uncached(HttpServerResponse response) {
        response.putHeader("Cache-Control", "no-store, no-cache, no-transform, must-revalidate, max-age=0");
    }
}
