package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import java.util.List;

/**
 * Redis as one event loop uses it. Lives on one context: made, called and answered there. Every future fails
 * with {@code RefusedException} only: {@code unavailable} with {@code retryAfterMs} while Redis is away, is
 * full or too much waits for it (whether a command that was under way took effect is then unknown),
 * {@code internal} when Redis refuses the command itself, which is a fault of ours and is logged.
 */
public interface Store {

    /** Redis as the settings describe it; {@link #open} comes next. */
    static Store of(Vertx vertx, StoreParts parts) {
        return switch (parts.settings().mode()) {
            case STANDALONE, SENTINEL -> new OneMaster(vertx, parts);
            case CLUSTER -> new ManyMasters(vertx, parts);
        };
    }

    /** Makes the first attempt and goes on trying; succeeds, too, while Redis cannot be reached. */
    Future<Void> open();

    /** Refuses what waits and ends the connections. */
    Future<Void> close();

    /** Whether every master can be asked now. */
    boolean up();

    /**
     * Runs a script, atomically.
     *
     * @param keys at least one, all with the same hash tag; the first decides where it runs
     */
    Future<Reply> run(Script script, List<String> keys, List<String> arguments);

    /** Sends one command to where the key lives. Commands of one key are carried out in their order. */
    Future<Reply> send(String key, Request request);
}
