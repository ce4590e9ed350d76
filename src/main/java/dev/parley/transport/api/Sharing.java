package dev.parley.transport.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What browsers must know so that pages of other origins can use the API. */
final class Sharing {

    private static final String ASKED = "Authorization, Content-Type, Idempotency-Key, If-Match, "
        + "If-None-Match, Parley-As, Parley-As-Name";
    private static final String SHOWN = "ETag, Link, Location, Retry-After, Parley-Origin";
    private static final String DAY = "86400";

    private Sharing() {
    }

    /** Lets the page read the answer, whatever it is; those that may not come were refused before. */
    static void allow(HttpServerRequest request) {
        var origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
        var response = request.response().putHeader(HttpHeaders.VARY, "Origin, Authorization");
        origin.ifPresent(page -> response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, page)
            .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN));
    }

    /** Answers what may be done at a place, to a browser that asks beforehand and to anybody else. */
    static void options(HttpServerRequest request, String allow) {
        var response = request.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, allow);
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, allow)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, DAY);
        }
        response.end();
    }
}
