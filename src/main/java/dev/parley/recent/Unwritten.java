package dev.parley.recent;

import dev.parley.config.RedisSettings;
import dev.parley.protocol.Publication;
import dev.parley.redis.Script;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What was appended to channels that are written out, and is not written out yet. It stands in Redis beside
 * the channels, so that no node's death loses it. Lives on one context.
 */
public final class Unwritten {

    /** To be loaded by the store that is used here. */
    public static final List<Script> SCRIPTS = List.of(Scripts.UNWRITTEN, Scripts.WRITTEN);

    private static final String EVENTS_MAX = "200";
    private static final String BYTES_MAX = Integer.toString(1 << 20);
    private static final String CHANNELS_MAX = "100";
    private static final int FIRST = 4;

    private final RedisSettings settings;
    private final Shelves shelves;
    private final Store store;
    private final RandomGenerator random;

    public Unwritten(RedisSettings settings, Store store, RandomGenerator random) {
        this.settings = settings;
        this.shelves = new Shelves(settings.prefix());
        this.store = store;
        this.random = random;
    }

    /**
     * The next events of a channel.
     *
     * @param birth  of the channel, for {@link #wrote}
     * @param missed the last seq of those that were trimmed before they were written; 0 = none were
     * @param events in their order; empty = all is written
     */
    public record Piece(String channel, String birth, String epoch, long missed, List<Publication> events) {

        /** The last seq of it. */
        public long last() {
            return events.isEmpty() ? missed : events.getLast().seq();
        }
    }

    /** Some of the channels of which something is unwritten; all of them, where they are few. */
    public Future<List<String>> channels() {
        var channels = new ArrayList<String>();
        var asked = IntStream.range(0, Shelves.COUNT).mapToObj(shelves::unwritten).map(key ->
            store.send(key, Request.cmd(Command.SRANDMEMBER).arg(key).arg(CHANNELS_MAX)).map(found -> {
                found.value().forEach(name -> channels.add(Shelves.channelOf(name.toString())));
                return null;
            })).toList();
        return Future.join(asked).transform(done -> done.failed() && channels.isEmpty()
            ? Future.failedFuture(done.cause()) : Future.succeededFuture(channels));
    }

    public Future<Piece> next(String channel) {
        var keys = List.of(shelves.channel(channel), shelves.log(channel),
            shelves.unwritten(Shelves.of(channel)));
        return store.run(Scripts.UNWRITTEN, keys, List.of(Epoch.birth(random),
            RecentParts.keepMs(settings, 0), EVENTS_MAX, BYTES_MAX)).map(reply -> {
                var value = reply.value();
                var birth = value.get(0).toString();
                var epoch = Epoch.of(birth, reply.runId());
                long floor = value.get(2).toLong();
                return new Piece(channel, birth, epoch, floor > value.get(3).toLong() ? floor : 0,
                    Reads.publications(channel, epoch, value, FIRST));
            });
    }

    /** The piece is written out: what follows it comes next. */
    public Future<Void> wrote(Piece piece) {
        return store.run(Scripts.WRITTEN, List.of(shelves.channel(piece.channel()),
            shelves.unwritten(Shelves.of(piece.channel()))),
            List.of(piece.birth(), Long.toString(piece.last()))).mapEmpty();
    }
}
