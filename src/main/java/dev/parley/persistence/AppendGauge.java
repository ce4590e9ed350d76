package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Words;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Measures durable posts into one hot room against a bare {@code insert … select unnest} of the same rows
 * into the same table with the same indexes, each in batches on one connection, in turns. For benchmarks: it
 * writes to two rooms of its own.
 */
public final class AppendGauge {

    private static final int AUTHORS = 20;

    private static final String BARE = """
        insert into parley.publication (channel, seq, at, n, version, type, id, author, origin, data,
            words)
        select $1, u.seq, now(), u.seq, 1, 'message.posted', u.id, u.author, u.origin, u.data,
            parley.words(u.wording, u.author)
          from rows from (unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[],
            $7::text[])) u(seq, id, author, origin, data, wording)""";

    private static final String ROOM = """
        with c as (insert into parley.channel (name, class) values ($1, 0) returning id),
             r as (insert into parley.room (channel, name, visibility, created_by, created_at)
                   select id, $1, 'public', 'gauge', now() from c)
        insert into parley.member (channel, person, role, name, since)
        select c.id, 'author' || g, 2, 'author', now() from c cross join generate_series(0, %d) g
        returning channel""".formatted(AUTHORS - 1);

    private final PgConnection connection;
    private final Size size;
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String text;
    private long bareNanos;
    private long postNanos;

    /**
     * How much is written.
     *
     * @param rounds    turns of each kind; the first tenth is not counted
     * @param batches   of one turn
     * @param batch     messages of one batch
     * @param textBytes of one message
     */
    public record Size(int rounds, int batches, int batch, int textBytes) {
    }

    /** What was measured, in rows per second. */
    public record Rates(double bare, double posts) {

        /** Posts as a share of what bare inserts reach. */
        public double ratio() {
            return posts / bare;
        }
    }

    private AppendGauge(PgConnection connection, Size size) {
        this.connection = connection;
        this.size = size;
        this.text = "x".repeat(size.textBytes());
    }

    /** Measures in a database that has the schema. */
    public static Future<Rates> measure(Vertx vertx, PostgresSettings settings, Size size) {
        return PgConnection.connect(vertx, ConnectOptions.limited(settings))
            .compose(connection -> new AppendGauge(connection, size).measure()
                .eventually(connection::close));
    }

    private Future<Rates> measure() {
        var bareRoom = "room.gauge-bare-" + run;
        var postRoom = "room.gauge-post-" + run;
        return room(bareRoom).compose(channel -> room(postRoom).compose(other -> round(channel, postRoom, 0)))
            .map(done -> {
                var rows = (size.rounds() - size.rounds() / 10) * size.batches() * (double) size.batch();
                return new Rates(rows * 1e9 / bareNanos, rows * 1e9 / postNanos);
            });
    }

    private Future<Long> room(String channel) {
        return connection.preparedQuery(ROOM).execute(Tuple.of(channel))
            .map(rows -> rows.iterator().next().getLong(0));
    }

    private Future<?> round(long bareChannel, String postChannel, int round) {
        if (round == size.rounds()) {
            return Future.succeededFuture();
        }
        var first = (long) round * size.batches();
        var counts = round >= size.rounds() / 10;
        return timed(first, number -> bare(bareChannel, number))
            .compose(bare -> timed(first, number -> post(postChannel, number)).compose(posts -> {
                bareNanos += counts ? bare : 0;
                postNanos += counts ? posts : 0;
                return round(bareChannel, postChannel, round + 1);
            }));
    }

    /** Nanoseconds that the batches of one turn take, one after another. */
    private Future<Long> timed(long first, LongFunction<Future<?>> batch) {
        var started = System.nanoTime();
        Future<?> chain = Future.succeededFuture();
        for (long number = first; number < first + size.batches(); number++) {
            var mine = number;
            chain = chain.compose(done -> batch.apply(mine));
        }
        return chain.map(done -> System.nanoTime() - started);
    }

    private Future<?> bare(long channel, long number) {
        var posts = posts("", number);
        var seqs = IntStream.range(0, size.batch())
            .mapToObj(i -> number * size.batch() + i + 1).toArray(Long[]::new);
        return connection.preparedQuery(BARE).execute(Tuple.of(channel, seqs,
            posts.stream().map(PostMessage::id).toArray(String[]::new),
            posts.stream().map(post -> post.caller().user()).toArray(String[]::new),
            posts.stream().map(post -> post.caller().origin()).toArray(String[]::new),
            PostBatch.of(posts).bodies().toArray(String[]::new),
            posts.stream().map(post -> String.join(" ", Words.distinct(post.text())))
                .toArray(String[]::new)));
    }

    private Future<RowSet<Row>> post(String channel, long number) {
        var statement = PostBatch.of(posts(channel.substring("room.".length()), number));
        return connection.preparedQuery(statement.sql()).execute(statement.parameters("", false))
            .compose(rows -> statement.read(rows.iterator().next(), "") instanceof Written.Done done
                && done.publications().size() == size.batch() ? Future.succeededFuture(rows)
                : Future.failedFuture("a batch was not accepted as a whole"));
    }

    private List<PostMessage> posts(String room, long number) {
        return IntStream.range(0, size.batch()).mapToObj(i -> {
            var user = "author" + i % AUTHORS;
            return new PostMessage(room, "id-" + run + '-' + number + '-' + i,
                new Caller(user, user, Set.of(), "s-" + user), Role.MEMBER, text, Optional.empty(),
                Optional.empty(), List.of(), 0, "[]", Optional.empty());
        }).toList();
    }
}
