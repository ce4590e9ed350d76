package dev.parley.room;

import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Matter;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Channels;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Takes one person out of everything that is kept, channel after channel and piece after piece, so that none
 * is held for long. It stops when its time is up; erasing again goes on where this one ended.
 */
final class Erasure {

    private static final int WINDOW = 2000;
    private static final long BUDGET_MS = 8000;

    private final Persistence persistence;
    private final String user;
    private final String alias;
    private final Clock clock;
    private final long until;
    private final Queue<String> channels = new ArrayDeque<>();
    private long messages;

    /** @param alias what stands in his place where a name must stand */
    Erasure(Persistence persistence, String user, String alias, Clock clock) {
        this.persistence = persistence;
        this.user = user;
        this.alias = alias;
        this.clock = clock;
        this.until = clock.millis() + BUDGET_MS;
    }

    /** The reply: {@code {user, messages, more}}; {@code more} when there was too much for one call. */
    Future<String> run() {
        return persistence.query(new Ask(user, Matter.VISITS, new JsonObject().put("user", user)))
            .compose(found -> {
                new JsonObject(found).getJsonArray("channels").forEach(name -> channels.add((String) name));
                channels.remove(Channels.user(user));
                return next();
            })
            .map(more -> new JsonObject().put("user", user).put("messages", messages).put("more", more)
                .encode());
    }

    private Future<Boolean> next() {
        return channels.isEmpty() ? forget() : piece(0);
    }

    private Future<Boolean> piece(long after) {
        if (clock.millis() > until) {
            return Future.succeededFuture(true);
        }
        var channel = channels.element();
        var args = args().put("channel", channel).put("after", after).put("window", WINDOW);
        return persistence.append(new Change(channel, Deed.ERASE, args)).compose(done -> {
            var reply = new JsonObject(done);
            messages += reply.getLong("messages");
            if (reply.containsKey("next")) {
                return piece(reply.getLong("next"));
            }
            channels.remove();
            return next();
        });
    }

    private Future<Boolean> forget() {
        return persistence.append(new Change(Channels.user(user), Deed.FORGET, args())).map(false);
    }

    private JsonObject args() {
        return new JsonObject().put("user", user).put("alias", alias);
    }
}
