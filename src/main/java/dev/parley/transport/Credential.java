package dev.parley.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The token that a request carries: in its address, where a browser can put one, or in its header. */
public final class Credential {

    private static final String BEARER = "Bearer ";

    private Credential() {
    }

    /** Empty when there is none. */
    public static Optional<String> of(HttpServerRequest request) {
        var token = request.getParam("token");
        if (token != null && !token.isEmpty()) {
            return Optional.of(token);
        }
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(header -> header.substring(BEARER.length()).strip());
    }
}
