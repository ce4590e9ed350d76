package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.log.Door;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.log.Posted;
import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log and journal of recent channels where there is no Redis: refuses with {@code unavailable}. */
public final class NoRedis implements Log, Journal {

    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        return away();
    }

    @Override
    public Future<List<Opening>> open(List<Door> doors) {
        return away();
    }

    @Override
    public Future<Page> read(PageRequest request) {
        return away();
    }

    @Override
    public Future<Map<String, Position>> heads(Set<String> channels) {
        return away();
    }

    private static <T> Future<T> away() {
        return Future.failedFuture(Refusal.unavailable("Redis is away; asking again is safe.", 1_000)
            .asException());
    }
}
