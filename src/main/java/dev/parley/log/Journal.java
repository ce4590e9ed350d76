package dev.parley.log;

import dev.parley.config.Namespace;
import io.vertx.core.Future;

/**
 * Writes to live channels, whatever keeps them. Callable on any context; drafts of one channel from one
 * context keep their order.
 */
public interface Journal {

    /**
     * Numbers the draft, keeps it as its namespace says, and rings the bell; completes when it is kept. A
     * draft whose id is there already of the same author, for at least 24 hours, is not kept again; of
     * another, it fails with {@code RefusedException} {@code conflict}; one that is denied, and not there,
     * fails with that. {@code unavailable} while the store is away and {@code timeout} when it is slow:
     * asking again with the same id is always safe.
     *
     * @param namespace that of the draft's channel
     */
    Future<Posted> append(Namespace namespace, Draft draft);
}
