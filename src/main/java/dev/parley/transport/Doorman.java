package dev.parley.transport;

import dev.parley.limit.Admission;
import dev.parley.limit.Toll.Limit;
import dev.parley.limit.Verdict;
import dev.parley.limit.Verdict.Refused;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.session.Shapes;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * Lets requests in, lets them wait for their turn, or answers them in place of the doors: 429 to who asks too
 * much, 503 when the node is full, each with the time after which another try makes sense.
 */
final class Doorman {

    private static final int UNSUPPORTED = 415;
    private static final long SECOND_MS = 1_000;

    private final Vertx vertx;
    private final Admission admission;
    private final Handler<HttpServerRequest> inside;
    private final BiPredicate<HttpServerRequest, Refusal> later;

    /**
     * @param later tells a client in its own way that it has to come back; false when it has none
     */
    Doorman(Vertx vertx, Admission admission, Handler<HttpServerRequest> inside,
            BiPredicate<HttpServerRequest, Refusal> later) {
        this.vertx = vertx;
        this.admission = admission;
        this.inside = inside;
        this.later = later;
    }

    void receive(HttpServerRequest request) {
        if (isCheck(request.path())) {
            inside.handle(request);
        } else {
            judge(request);
        }
    }

    private void judge(HttpServerRequest request) {
        switch (Entrance.of(request).arrival().request(request.headers(), upgrades(request))) {
            case Verdict.Admitted admitted -> letIn(request);
            case Verdict.Later later -> hold(request, later.ms(), () -> letIn(request));
            case Refused refused when refused.heldMs() > 0 ->
                hold(request, refused.heldMs(), () -> refuse(request, refused));
            case Refused refused -> refuse(request, refused);
        }
    }

    private void letIn(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            admission.toll().count(Limit.ENCODING);
            refuse(request, new Refused(UNSUPPORTED, 0, 0, "Bodies may not be compressed."));
        } else {
            inside.handle(request);
        }
    }

    /** Nothing more is read of the connection meanwhile. */
    private void hold(HttpServerRequest request, long ms, Runnable then) {
        request.pause();
        var context = Vertx.currentContext();
        vertx.setTimer(ms, turn -> context.runOnContext(go -> {
            request.resume();
            then.run();
        }));
    }

    /** Whoever watches over the node must see it also when it is full. */
    private static boolean isCheck(String path) {
        return path != null && (path.startsWith("/health/") || path.equals("/metrics"));
    }

    private static boolean upgrades(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /** Who is refused at the door has to knock again: its connection is closed. */
    private void refuse(HttpServerRequest request, Refused refused) {
        var details = new JsonObject();
        if (refused.retryAfterMs() > 0) {
            details.put("retryAfterMs", refused.retryAfterMs());
        }
        var type = Arrays.stream(FailureType.values()).filter(known -> known.code() == refused.status())
            .findFirst().orElse(FailureType.BAD_REQUEST);
        var why = new Refusal(type, refused.why(), details);
        if (refused.retryAfterMs() > 0 && later.test(request, why)) {
            return;
        }
        var response = request.response().setStatusCode(refused.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        if (refused.retryAfterMs() > 0) {
            response.putHeader("Retry-After",
                Long.toString(Math.ceilDiv(refused.retryAfterMs(), SECOND_MS)));
        }
        response.end(new JsonObject().put("error", Shapes.body(why)).toBuffer());
    }
}
