package dev.parley.recent;

import dev.parley.bus.Group;
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
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The log and journal of recent live channels. Who may read and write is decided before: users are not looked
 * at here. A channel exists as soon as it is asked for, so that its first event finds its position.
 */
public final class RecentLog implements Log, Journal {

    /** The name of the verticle group that {@link RecentVerticle} forms. */
    public static final String GROUP = "recent";

    /** Longer than Redis is waited for: who waits in a queue is refused when it is given up. */
    private static final long APPEND_TIMEOUT_MS = 60_000;

    private final Group group;
    private final Residents residents;
    private final long timeoutMs;

    /**
     * Stands before the group of recent verticles.
     *
     * @param residents those of the group
     * @param timeoutMs how long an answer may take that reads
     */
    public RecentLog(Group group, Residents residents, long timeoutMs) {
        this.group = group;
        this.residents = residents;
        this.timeoutMs = timeoutMs;
    }

    /** Where an instance lives on the thread that asks it does it, so that no other one has to wake up. */
    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        return residents.here().map(verticle -> verticle.append(namespace, draft))
            .orElseGet(() -> group.ask(draft.channel(), new RecentQuestion.Append(namespace, draft),
                APPEND_TIMEOUT_MS));
    }

    @Override
    public Future<List<Opening>> open(List<Door> doors) {
        return doors.isEmpty() ? Future.succeededFuture(List.of())
            : group.ask(doors.getFirst().channel(), new RecentQuestion.Open(doors), timeoutMs);
    }

    @Override
    public Future<Page> read(PageRequest request) {
        return group.ask(request.channel(), new RecentQuestion.Read(request), timeoutMs);
    }

    @Override
    public Future<Map<String, Position>> heads(Set<String> channels) {
        return channels.isEmpty() ? Future.succeededFuture(Map.of())
            : group.ask(channels.iterator().next(), new RecentQuestion.Heads(channels), timeoutMs);
    }
}
