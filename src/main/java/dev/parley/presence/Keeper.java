package dev.parley.presence;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlasts the sessions, between this node and the store: when people were last seen, and how they
 * want to be seen. Written together from time to time, asked for many at once; while the store is away both
 * wait, up to a bound. Lives on the presence's context.
 */
final class Keeper {

    /** Users in one statement. */
    static final int BATCH_MAX = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int WAITING_MAX = 200_000;
    private static final long AGAIN_MS = 1000;

    private final Vertx vertx;
    private final Persistence persistence;
    private final BiConsumer<String, Stance> known;
    private final Map<String, JsonArray> seen = new LinkedHashMap<>();
    private final Map<String, JsonArray> said = new LinkedHashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private boolean asking;
    private boolean writing;

    /** @param known is told how somebody wants to be seen who was asked for */
    Keeper(Vertx vertx, Persistence persistence, BiConsumer<String, Stance> known) {
        this.vertx = vertx;
        this.persistence = persistence;
        this.known = known;
    }

    /** Others have seen him up to then. */
    void seen(String user, String name, long at) {
        put(seen, user, new JsonArray().add(name).add(at));
    }

    /** He has said how he wants to be seen. */
    void said(String user, String name, Stance stance) {
        put(said, user, new JsonArray().add(name).add(stance.status().word()).add(stance.text())
            .add(stance.at()));
    }

    /** Asks how he wants to be seen, until the store answers. */
    void want(String user) {
        if (wanted.size() < WAITING_MAX && wanted.add(user) && !asking) {
            asking = true;
            vertx.getOrCreateContext().runOnContext(turn -> ask());
        }
    }

    /** Writes what has gathered; what the store does not take now is written the next time. */
    Future<Void> write() {
        if (writing || seen.isEmpty() && said.isEmpty()) {
            return Future.succeededFuture();
        }
        writing = true;
        var seenNow = take(seen);
        var saidNow = take(said);
        var args = new JsonObject().put("seen", object(seenNow)).put("said", object(saidNow));
        return persistence.query(new Ask("parley.presence", Matter.KEEP_PRESENCES, args))
            .onComplete(result -> {
                writing = false;
                if (result.failed()) {
                    LOG.debug("Presence is kept later", result.cause());
                    seenNow.forEach(seen::putIfAbsent);
                    saidNow.forEach(said::putIfAbsent);
                }
            }).compose(written -> write());
    }

    /** What is kept of those users. */
    static Future<JsonObject> kept(Persistence persistence, List<String> users) {
        return users.isEmpty() ? Future.succeededFuture(new JsonObject())
            : persistence.query(new Ask(users.getFirst(), Matter.PRESENCES,
                new JsonObject().put("users", new JsonArray(users))))
                .map(reply -> new JsonObject(reply).getJsonObject("users"));
    }

    private void ask() {
        var users = wanted.stream().limit(BATCH_MAX).toList();
        kept(persistence, users).onComplete(result -> {
            if (result.failed()) {
                LOG.debug("Presence is asked for later", result.cause());
                vertx.setTimer(AGAIN_MS, again -> ask());
                return;
            }
            users.forEach(wanted::remove);
            asking = !wanted.isEmpty();
            if (asking) {
                ask();
            }
            users.forEach(user -> known.accept(user, stance(result.result().getJsonObject(user))));
        });
    }

    private static Stance stance(JsonObject kept) {
        return kept == null || !kept.containsKey("status") ? Stance.PLAIN
            : new Stance(Status.of(kept.getString("status")), kept.getString("text", ""),
                kept.getLong("said", 0L));
    }

    private static void put(Map<String, JsonArray> map, String user, JsonArray value) {
        if (map.size() < WAITING_MAX || map.containsKey(user)) {
            map.put(user, value);
        }
    }

    private static Map<String, JsonArray> take(Map<String, JsonArray> from) {
        var taken = new LinkedHashMap<String, JsonArray>();
        for (var user : new ArrayList<>(from.keySet())) {
            if (taken.size() == BATCH_MAX) {
                break;
            }
            taken.put(user, from.remove(user));
        }
        return taken;
    }

    private static JsonObject object(Map<String, JsonArray> map) {
        var object = new JsonObject();
        map.forEach(object::put);
        return object;
    }
}
