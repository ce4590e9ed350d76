package dev.parley.persistence;

import dev.parley.bus.Group;
import io.vertx.core.Future;

/**
 * The door of the package for whoever writes and asks. Callable on any context; every future fails with
 * {@code RefusedException} only: a refusal of the command itself, {@code unavailable} with
 * {@code retryAfterMs} while PostgreSQL is away or queues are full, {@code timeout} when there was no
 * answer in time. Asking again with the same id is safe after each.
 */
public final class Persistence {

    /** The name of the verticle group that {@link PersistenceVerticle} forms. */
    public static final String GROUP = "persistence";

    /** How long an append may wait and run. */
    static final long APPEND_TIMEOUT_MS = 10_000;

    private static final long QUERY_TIMEOUT_MS = 10_000;

    private final Group group;

    public Persistence(Group group) {
        this.group = group;
    }

    /**
     * Writes, commits, rings the bell, and replies with the text of a JSON object. Appends of one
     * channel from one context keep their order.
     */
    public Future<String> append(Append append) {
        return group.ask(append.channel(), (Record) append, APPEND_TIMEOUT_MS);
    }

    /** Replies with the text of a JSON object. */
    public Future<String> query(Query query) {
        return group.ask(query.key(), (Record) query, QUERY_TIMEOUT_MS);
    }
}
