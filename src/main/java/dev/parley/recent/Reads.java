package dev.parley.recent;

import dev.parley.log.DraftText;
import dev.parley.log.Door;
import dev.parley.log.Draft;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.redis.Reply;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that is read of the recent log. Each answer of Redis is one view. Lives on one context. */
final class Reads {

    /** Channels of one shelf that one script looks at. */
    private static final int LOOK_MAX = 500;
    /** The data of a page end with the entry that passes this. */
    private static final String PAGE_BYTES_MAX = Integer.toString(1 << 20);
    private static final int HEAD = 3;
    private static final Refusal AWAY =
        Refusal.unavailable("Redis is away; asking again is safe.", 1_000);

    private final RecentParts parts;
    private final Store store;

    Reads(RecentParts parts, Store store) {
        this.parts = parts;
        this.store = store;
    }

    /** How one channel stands. */
    private record Standing(Position head, long floor) {

        /** Reads birth, head and floor. */
        static Standing of(Reply reply, int from) {
            var value = reply.value();
            return new Standing(new Position(Epoch.of(value.get(from).toString(), reply.runId()),
                value.get(from + 1).toLong()), value.get(from + 2).toLong());
        }
    }

    Future<List<Opening>> open(List<Door> doors) {
        return look(doors.stream().map(Door::channel).distinct().toList()).map(standings ->
            doors.stream().map(door -> opening(standings.get(door.channel()))).toList());
    }

    private static Opening opening(Standing standing) {
        return standing == null ? new Opening.Away(AWAY)
            : new Opening.Open(standing.head(), standing.floor());
    }

    Future<Map<String, Position>> heads(Collection<String> channels) {
        return look(channels).map(standings -> {
            var heads = new HashMap<String, Position>(standings.size() * 2);
            standings.forEach((channel, standing) -> heads.put(channel, standing.head()));
            return heads;
        });
    }

    /** Of a Cluster whose master is away the others answer. */
    private Future<Map<String, Standing>> look(Collection<String> channels) {
        var shelves = new TreeMap<Integer, List<String>>();
        channels.forEach(channel ->
            shelves.computeIfAbsent(Shelves.of(channel), shelf -> new ArrayList<>()).add(channel));
        var standings = new HashMap<String, Standing>(channels.size() * 2);
        var asked = new ArrayList<Future<Void>>();
        for (var shelf : shelves.values()) {
            for (int from = 0; from < shelf.size(); from += LOOK_MAX) {
                asked.add(look(shelf.subList(from, Math.min(shelf.size(), from + LOOK_MAX)), standings));
            }
        }
        return Future.join(asked).transform(done -> done.failed() && standings.isEmpty()
            ? Future.failedFuture(done.cause()) : Future.succeededFuture(standings));
    }

    private Future<Void> look(List<String> channels, Map<String, Standing> standings) {
        var keys = new ArrayList<String>(channels.size() * 2);
        for (var channel : channels) {
            keys.add(parts.shelves().channel(channel));
            keys.add(parts.shelves().log(channel));
        }
        var arguments = List.of(parts.word(), RecentParts.keepMs(parts.settings(), 0));
        return store.run(Scripts.LOOK, keys, arguments).map(reply -> {
            for (int i = 0; i < channels.size(); i++) {
                standings.put(channels.get(i), Standing.of(reply, i * HEAD));
            }
            return null;
        });
    }

    Future<Page> read(PageRequest request) {
        var channel = request.channel();
        var keys = List.of(parts.shelves().channel(channel), parts.shelves().log(channel));
        return store.run(Scripts.READ, keys, List.of(parts.word(), RecentParts.keepMs(parts.settings(), 0),
            Long.toString(request.after()), Integer.toString(request.limit()), PAGE_BYTES_MAX))
            .map(reply -> {
                var standing = Standing.of(reply, 0);
                return new Page(publications(channel, standing.head().epoch(), reply.value(), HEAD),
                    standing.head(), standing.floor());
            });
    }

    /** The publications of the entries that stand in an answer from some place on. */
    static List<Publication> publications(String channel, String epoch, Response answer, int from) {
        var publications = new ArrayList<Publication>(answer.size() - from);
        for (int i = from; i < answer.size(); i++) {
            publications.add(publication(channel, epoch, answer.get(i)));
        }
        return publications;
    }

    /** The publication of an entry: {@code [7-0, [at, …, id, …, by, …, origin, …, type, …, data, …]]}. */
    private static Publication publication(String channel, String epoch, Response entry) {
        var id = entry.get(0).toString();
        long seq = Long.parseLong(id.substring(0, id.indexOf('-')));
        var fields = entry.get(1);
        var draft = new Draft(channel, fields.get(9).toString(), fields.get(11).toString(),
            fields.get(3).toString(), true, fields.get(5).toString(), fields.get(7).toString(),
            Optional.empty());
        return publication(epoch, seq, draft, fields.get(1).toLong());
    }

    /** A draft that was numbered. */
    static Publication publication(String epoch, long seq, Draft draft, long atMs) {
        return new Publication(draft.channel(), epoch, seq, draft.type(), "", List.of(),
            DraftText.publication(seq, draft, DraftText.time(Instant.ofEpochMilli(atMs))));
    }
}
