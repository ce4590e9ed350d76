package dev.parley.transport.sockjs;

import dev.parley.transport.socket.LineParts;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The polled sessions: those of this loop, and where the node's others live. */
final class Lodgings {

    private static final long SCAN_MS = 500;

    private final Vertx vertx;
    private final LineParts parts;
    private final LocalMap<String, Lodging> everywhere;
    private final Map<String, PolledLine> here = new HashMap<>();
    private final long timer;

    Lodgings(Vertx vertx, LineParts parts, String prefix) {
        this.vertx = vertx;
        this.parts = parts;
        this.everywhere = vertx.sharedData().getLocalMap("parley.sockjs" + prefix);
        this.timer = vertx.setPeriodic(SCAN_MS, tick -> scan());
    }

    Optional<Lodging> find(String session) {
        return Optional.ofNullable(everywhere.get(session));
    }

    /** Takes in a new session, unless another loop was faster: then it lives there. */
    Lodging enter(String session, PolledLine line) {
        var mine = new Lodging(parts.context(), line);
        var other = everywhere.putIfAbsent(session, mine);
        if (other != null) {
            return other;
        }
        here.put(session, line);
        return mine;
    }

    /** How many live on this loop. */
    int size() {
        return here.size();
    }

    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    void stop() {
        vertx.cancelTimer(timer);
        here.keySet().forEach(everywhere::remove);
        here.clear();
    }

    private void scan() {
        var now = now();
        here.entrySet().removeIf(entry -> {
            var gone = !entry.getValue().look(now);
            if (gone) {
                everywhere.remove(entry.getKey());
            }
            return gone;
        });
    }
}
