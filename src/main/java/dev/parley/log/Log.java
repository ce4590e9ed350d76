package dev.parley.log;

import dev.parley.protocol.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbered entries by channel, read by feeds. Callers are hubs, on their own event loops; answers come back
 * on the
 * caller's context. Every method fails with {@code RefusedException} {@code unavailable} while the store is
 * away and
 * {@code timeout} when it is slow; asking again is always safe.
 */
public interface Log {

    /**
     * Whether each caller may read its channel, and where that channel's head is: one consistent view per
     * door, one
     * query for all of them.
     *
     * @return an answer per door, in their order; where several stores are asked, {@code Away} for those of
     *     one that failed
     */
    Future<List<Opening>> open(List<Door> doors);

    /** The publications after a seq, oldest first, without a hole; see {@link Page}. */
    Future<Page> read(PageRequest request);

    /**
     * The present heads of those channels that exist; where several stores are asked, without those of one
     * that failed, unless all did.
     */
    Future<Map<String, Position>> heads(Set<String> channels);

    /**
     * The live state of a channel, in a view taken after this call; empty where it carries none. Who may read
     * it is not asked here.
     */
    default Future<Optional<Snapshot>> snapshot(String channel) {
        return Future.succeededFuture(Optional.empty());
    }
}
