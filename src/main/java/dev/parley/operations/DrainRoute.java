package dev.parley.operations;

import dev.parley.auth.Authenticator;
import dev.parley.auth.Identity;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /operations/drain}, with the token of an admin: has the node send its clients elsewhere and
 * end, as SIGTERM does, for whoever cannot send it a signal. Answers 202 at once; asking again changes
 * nothing.
 */
public final class DrainRoute implements Consumer<Router> {

    private static final Logger LOG = LoggerFactory.getLogger(DrainRoute.class);
    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final AtomicBoolean asked;
    private final Runnable end;

    /**
     * @param asked whether somebody has asked before; shared by all routers of the node
     * @param end   ends the node in order; must return at once
     */
    public DrainRoute(Authenticator authenticator, AtomicBoolean asked, Runnable end) {
        this.authenticator = authenticator;
        this.asked = asked;
        this.end = end;
    }

    @Override
    public void accept(Router router) {
        router.post("/operations/drain").handler(this::drain);
    }

    private void drain(RoutingContext request) {
        identity(request).onComplete(known -> {
            if (known.failed()) {
                refuse(request, known.cause() instanceof RefusedException refused ? refused.refusal()
                    : new Refusal(FailureType.INTERNAL, "The token could not be checked."));
            } else if (!known.result().roles().contains("admin")) {
                refuse(request, Refusal.forbidden("Only an admin may do this."));
            } else {
                send(request, 202, new JsonObject().put("draining", true));
                if (asked.compareAndSet(false, true)) {
                    LOG.info("{} has asked this node to end", known.result().user());
                    end.run();
                }
            }
        });
    }

    private Future<Identity> identity(RoutingContext request) {
        var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authenticator.verify(header.substring(BEARER.length()).strip())
            : Future.failedFuture(new Refusal(FailureType.UNAUTHENTICATED,
                "Give the token of an admin in the header Authorization.").asException());
    }

    private static void refuse(RoutingContext request, Refusal why) {
        send(request, why.type().code(), new JsonObject().put("error", new JsonObject()
            .put("code", why.type().code()).put("type", why.type().word()).put("message", why.message())));
    }

    private static void send(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(body.toBuffer());
    }
}
