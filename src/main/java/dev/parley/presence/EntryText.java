package dev.parley.presence;

import dev.parley.protocol.Signal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Presence as the wire shows it (docs/protocol.md, "Presence"). */
final class EntryText {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    EntryText(Clock clock) {
        this.clock = clock;
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** The entry of somebody who is there. */
    static JsonObject entry(Shown shown) {
        var entry = new JsonObject().put("user", shown.user()).put("name", shown.name())
            .put("status", shown.status().word());
        if (!shown.text().isEmpty()) {
            entry.put("text", shown.text());
        }
        return entry.put("devices", shown.devices()).put("since", time(shown.since()));
    }

    /**
     * The entry of somebody who is not there, or not for others.
     *
     * @param kept what the store has of him; may be null
     */
    static JsonObject away(String user, JsonObject kept) {
        var entry = new JsonObject().put("user", user)
            .put("name", kept == null ? user : kept.getString("name"))
            .put("status", "offline").put("devices", 0);
        return kept == null || !kept.containsKey("seen") ? entry
            : entry.put("since", kept.getString("seen")).put("lastSeen", kept.getString("seen"));
    }

    static JsonArray entries(List<Shown> all) {
        return new JsonArray(all.stream().map(EntryText::entry).toList());
    }

    /** All who are in a channel; {@code sample}: only some of them are listed. */
    Signal state(String channel, int count, List<Shown> users, boolean sample) {
        return signal(channel, "presence.state", sample,
            new JsonObject().put("count", count).put("users", entries(users)));
    }

    /** What has changed in a channel since the last time. */
    Signal changed(String channel, int count, Changes changes, boolean sample) {
        return signal(channel, "presence.changed", sample, new JsonObject().put("count", count)
            .put("joined", entries(changes.joined())).put("left", new JsonArray(changes.left()))
            .put("updated", entries(changes.updated())));
    }

    private Signal signal(String channel, String type, boolean sample, JsonObject shown) {
        if (sample) {
            shown.put("sample", true);
        }
        var json = new JsonObject().put("type", type).put("at", time(clock.millis())).put("data", shown);
        return new Signal(channel, type, "", json.toBuffer());
    }
}
