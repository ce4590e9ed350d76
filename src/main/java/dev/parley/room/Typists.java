package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may type where. What the store has said is believed for a few seconds, and longer while the store is
 * away: signals flow without it.
 */
final class Typists {

    private static final long FRESH_MS = 3_000;
    private static final int KNOWN_MAX = 10_000;

    private record Key(String room, String user) {
    }

    private record Known(int members, long at) {
    }

    private final Persistence persistence;
    private final Clock clock;
    private final Map<Key, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    Typists(Persistence persistence, Clock clock) {
        this.persistence = persistence;
        this.clock = clock;
    }

    /** How many members the room has, if the user may write there; else fails with the refusal. */
    Future<Integer> members(String room, String user) {
        var key = new Key(room, user);
        var last = known.get(key);
        if (last != null && clock.millis() - last.at() < FRESH_MS) {
            return Future.succeededFuture(last.members());
        }
        var args = new JsonObject().put("room", room).put("user", user)
            .put("least", Act.POST.least().level());
        return persistence.query(new Ask(room, Matter.TYPIST, args)).map(reply -> {
            var members = new JsonObject(reply).getInteger("members");
            known.put(key, new Known(members, clock.millis()));
            return members;
        }).recover(fault -> {
            if (last != null && away(fault)) {
                return Future.succeededFuture(last.members());
            }
            known.remove(key);
            return Future.failedFuture(fault);
        });
    }

    private static boolean away(Throwable fault) {
        return fault instanceof RefusedException refused && switch (refused.refusal().type()) {
            case UNAVAILABLE, TIMEOUT -> true;
            case BAD_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, GONE, TOO_LARGE, RATE_LIMITED,
                INTERNAL -> false;
        };
    }
}
