package dev.parley.room;

import dev.parley.protocol.Channels;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells rooms who has come how far: the first at once, then what has moved meanwhile, merged by user, once
 * per interval. Large rooms are not told; one's own other devices always are.
 */
final class ReceiptSignals {

    static final long INTERVAL_MS = 200;

    /** A client that was slow gets the last so many lists. */
    private static final int KEYS = 64;

    private final Vertx vertx;
    private final Signals signals;
    private final int membersMax;
    private final Map<String, Map<String, JsonObject>> pending = new HashMap<>();
    private int count;

    /** @param membersMax rooms with more members are not told */
    ReceiptSignals(Vertx vertx, Signals signals, int membersMax) {
        this.vertx = vertx;
        this.signals = signals;
        this.membersMax = membersMax;
    }

    /** @param mark {@code {moved, read, delivered}} */
    void moved(String room, String user, JsonObject mark, int members) {
        if (!mark.getBoolean("moved")) {
            return;
        }
        signals.ring(Channels.user(user), "receipt.own", "receipt.own/" + room,
            new JsonObject().put("room", room).put("read", mark.getLong("read")));
        if (members > membersMax) {
            return;
        }
        var receipts = pending.get(room);
        if (receipts == null) {
            receipts = new LinkedHashMap<>();
            pending.put(room, receipts);
            vertx.runOnContext(turn -> tell(room));
        }
        receipts.put(user, new JsonObject().put("user", user).put("read", mark.getLong("read"))
            .put("delivered", mark.getLong("delivered")));
    }

    private void tell(String room) {
        var receipts = pending.get(room);
        if (receipts.isEmpty()) {
            pending.remove(room);
            return;
        }
        pending.put(room, new LinkedHashMap<>());
        count = (count + 1) % KEYS;
        signals.ring(Channels.room(room), "receipts", "receipts/" + count,
            new JsonObject().put("receipts", new JsonArray(receipts.values().stream().toList())));
        vertx.setTimer(INTERVAL_MS, due -> tell(room));
    }
}
