package dev.parley.transport;

import dev.parley.auth.Origins;
import dev.parley.protocol.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * What every request passes before any door, and what every answer carries whoever gives it: a page of an
 * origin that may not use this server gets nothing, and no answer can be framed, run or taken for something
 * else. Doors that serve documents put their own policy in place of this one.
 */
public final class Gate {

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String YEAR = "max-age=31536000";

    private final Origins origins;
    private final String readers;

    public Gate(Origins origins) {
        this.origins = origins;
        this.readers = origins.allowed().isEmpty() ? "same-origin" : "cross-origin";
    }

    /** Puts the headers of the answer to come; false when the request is refused and answered. */
    public boolean admits(HttpServerRequest request) {
        var headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff")
            .set("Referrer-Policy", "no-referrer")
            .set("Content-Security-Policy", POLICY)
            .set("X-Frame-Options", "DENY")
            .set("Cross-Origin-Resource-Policy", readers);
        if (request.isSSL()) {
            headers.set("Strict-Transport-Security", YEAR);
        }
        if (origins.allow(Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)),
            Optional.ofNullable(request.getHeader(HttpHeaders.HOST)), request.isSSL())) {
            return true;
        }
        Problem.answer(request, Refusal.forbidden("This origin may not use this server."));
        return false;
    }
}
