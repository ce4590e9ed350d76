package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far people have read, room by room: what comes while a room's last statement runs becomes its next one.
 */
final class Marks {

    private static final long BUSY_MS = 20;

    /** Who waits for one user's mark. */
    private record Waiting(ReceiptCommand.Mark mark, Promise<String> answer) {
    }

    private final Vertx vertx;
    private final Persistence persistence;
    private final ReceiptSignals signals;
    private final Map<String, Map<String, List<Waiting>>> waiting = new HashMap<>();

    Marks(Vertx vertx, Persistence persistence, ReceiptSignals signals) {
        this.vertx = vertx;
        this.persistence = persistence;
        this.signals = signals;
    }

    Future<String> add(Caller caller, ReceiptCommand.Mark mark) {
        Promise<String> answer = Promise.promise();
        var idle = !waiting.containsKey(mark.room());
        wait(mark.room(), caller.user(), new Waiting(mark, answer));
        if (idle) {
            flush(mark.room());
        }
        return answer.future();
    }

    private void wait(String room, String user, Waiting one) {
        waiting.computeIfAbsent(room, absent -> new LinkedHashMap<>())
            .computeIfAbsent(user, absent -> new ArrayList<>()).add(one);
    }

    private void flush(String room) {
        var batch = waiting.remove(room);
        if (batch == null || batch.isEmpty()) {
            return;
        }
        waiting.put(room, new LinkedHashMap<>());
        var marks = new JsonObject();
        batch.forEach((user, all) -> marks.put(user, farthest(all)));
        persistence.query(new Ask(room, Matter.MARKS, new JsonObject().put("room", room).put("marks", marks)))
            .onSuccess(reply -> answered(room, batch, new JsonObject(reply)))
            .onFailure(fault -> {
                batch.values().forEach(all -> all.forEach(one -> one.answer().fail(fault)));
                flush(room);
            });
    }

    private static JsonObject farthest(List<Waiting> all) {
        var mark = new JsonObject();
        for (var one : all) {
            var field = one.mark().read() ? "read" : "delivered";
            mark.put(field, Math.max(mark.getLong(field, 0L), one.mark().seq()));
        }
        return mark;
    }

    private void answered(String room, Map<String, List<Waiting>> batch, JsonObject reply) {
        var marks = reply.getJsonObject("marks");
        var busy = false;
        for (var entry : batch.entrySet()) {
            var mark = marks.getJsonObject(entry.getKey());
            var state = mark.getString("state");
            if (state.equals("busy")) {
                entry.getValue().forEach(one -> wait(room, entry.getKey(), one));
                busy = true;
            } else if (state.equals("ok")) {
                signals.moved(room, entry.getKey(), mark, reply.getInteger("members"));
                entry.getValue().forEach(one -> one.answer().complete(shown(room, mark)));
            } else {
                var refusal = state.equals("not_found") ? Refusal.notFound("room \"" + room + "\"")
                    : Refusal.forbidden("You are not a member of this room.");
                entry.getValue().forEach(one -> one.answer().fail(refusal.asException()));
            }
        }
        if (busy) {
            vertx.setTimer(BUSY_MS, again -> flush(room));
        } else {
            flush(room);
        }
    }

    private static String shown(String room, JsonObject mark) {
        return new JsonObject().put("room", room).put("read", mark.getLong("read"))
            .put("delivered", mark.getLong("delivered")).put("unread", mark.getLong("unread"))
            .put("mentions", mark.getLong("mentions")).encode();
    }
}
