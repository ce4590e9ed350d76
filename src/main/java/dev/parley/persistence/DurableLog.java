package dev.parley.persistence;

import dev.parley.bus.Group;
import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The log of rooms and users, in PostgreSQL. What a page holds, {@link Reader} says. */
public final class DurableLog implements Log {

    private final Group group;
    private final long timeoutMs;

    /**
     * Stands before the group of persistence verticles.
     *
     * @param timeoutMs how long an answer may take
     */
    public DurableLog(Group group, long timeoutMs) {
        this.group = group;
        this.timeoutMs = timeoutMs;
    }

    @Override
    public Future<List<Opening>> open(List<Door> doors) {
        return doors.isEmpty() ? Future.succeededFuture(List.of())
            : group.ask(doors.getFirst().channel(), new LogQuestion.Open(doors), timeoutMs);
    }

    @Override
    public Future<Page> read(PageRequest request) {
        return group.ask(request.channel(), new LogQuestion.Read(request), timeoutMs);
    }

    @Override
    public Future<Map<String, Position>> heads(Set<String> channels) {
        return channels.isEmpty() ? Future.succeededFuture(Map.of())
            : group.ask(channels.iterator().next(), new LogQuestion.Heads(channels), timeoutMs);
    }

    @Override
    public Future<Optional<Snapshot>> snapshot(String channel) {
        return group.<Snapshot>ask(channel, new LogQuestion.State(channel), timeoutMs).map(Optional::of);
    }

    /** Those of the publications with these seqs that are still kept, in their order, as they are now. */
    public Future<List<Publication>> pick(String channel, List<Long> seqs) {
        return group.ask(channel, new LogQuestion.Pick(channel, List.copyOf(seqs)), timeoutMs);
    }
}
