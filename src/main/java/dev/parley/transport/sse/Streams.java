package dev.parley.transport.sse;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The streams of one event loop, all looked at by one timer. */
final class Streams {

    private static final long SCAN_MS_MAX = 500;
    private static final long SCANS_PER_BEAT = 8;
    private static final Refusal RESTING =
        new Refusal(FailureType.UNAVAILABLE, "This node goes to rest: come back, and another one answers.");

    private final Vertx vertx;
    private final StreamParts parts;
    private final Set<EventStream> open = new LinkedHashSet<>();
    private final long timer;

    Streams(Vertx vertx, StreamParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        var scanMs = Math.clamp(parts.settings().heartbeatMs() / SCANS_PER_BEAT, 1, SCAN_MS_MAX);
        this.timer = vertx.setPeriodic(scanMs, tick -> look());
    }

    /** A node that goes to rest sends the client on: any status but 200 would end a browser's attempts. */
    void open(HttpServerRequest request, StreamRequest asked, String token) {
        if (parts.sessions().draining()) {
            postpone(request, RESTING);
            return;
        }
        var stream = new EventStream(parts, request, asked, open::remove);
        open.add(stream);
        stream.open(token);
    }

    /** No stream now: the client is told when to ask again. */
    void postpone(HttpServerRequest request, Refusal why) {
        new StreamResponse(request, () -> { }).postpone(Blocks.later(why, parts.retryMs()));
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** Milliseconds of a clock that never goes back. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void look() {
        var now = now();
        List.copyOf(open).forEach(stream -> stream.look(now));
    }
}
