package dev.parley.gateway;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Who takes what comes in: keeps it as a log does, each id once, and may refuse for a while. */
final class Clientele implements Reception {

    final List<JsonObject> kept = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean away;
    private final Set<String> ids = Collections.synchronizedSet(new HashSet<>());

    @Override
    public Future<?> publish(JsonObject wish) {
        asked.incrementAndGet();
        if (away) {
            return Future.failedFuture(Refusal.unavailable("away", 10).asException());
        }
        var channel = wish.getString("channel", "");
        if (channel.startsWith("live.undeclared")) {
            return Future.failedFuture(Refusal.notFound("live channel \"" + channel + "\"").asException());
        }
        if (ids.add(channel + " " + wish.getString("id"))) {
            kept.add(wish);
        }
        return Future.succeededFuture();
    }

    @Override
    public boolean keeps(String channel) {
        return !channel.startsWith("live.passing");
    }

    /** The data that a channel was given, in order. */
    List<Object> of(String channel) {
        synchronized (kept) {
            return kept.stream().filter(wish -> wish.getString("channel").equals(channel))
                .map(wish -> wish.getValue("data")).toList();
        }
    }
}
