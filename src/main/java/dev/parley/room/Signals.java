package dev.parley.room;

import dev.parley.log.Bell;
import dev.parley.protocol.Signal;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Makes signals in their shape on the wire and rings for them. */
final class Signals {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Bell bell;
    private final Clock clock;

    Signals(Bell bell, Clock clock) {
        this.bell = bell;
        this.clock = clock;
    }

    /** @param key as in {@link Signal} */
    void ring(String channel, String type, String key, JsonObject data) {
        bell.ring(List.of(of(channel, type, key, data)));
    }

    Signal of(String channel, String type, String key, JsonObject data) {
        var json = new JsonObject().put("type", type).put("at", TIME.format(clock.instant()))
            .put("data", data);
        return new Signal(channel, type, key, json.toBuffer());
    }
}
