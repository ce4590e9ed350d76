package dev.parley.bench;

import dev.parley.config.PostgresSettings;
import dev.parley.protocol.Words;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** The least that stores the rows of messages: one insert per batch, with no lock, no rule and no answer. */
final class BareRows {

    private static final String CHANNEL = """
        insert into parley.channel (name, class) values ('room.bare', 0) returning id""";

    private static final String INSERT = """
        insert into parley.publication (channel, seq, at, n, version, type, id, author, origin, data,
            words)
        select $1, i.seq, now(), i.seq, 1, 'message.posted', i.id, 'bench', 's0000000000000000', i.body,
            parley.words(i.wording, 'bench')
          from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) i(seq, id, body, wording)""";

    private static final String ROOM = """
        with c as (insert into parley.channel (name, class) values ('room.%1$s', 0) returning id),
             r as (insert into parley.room (channel, name, visibility, created_by, created_at, members)
                   select id, '%1$s', 'public', 'bench', now(), 1 from c)
        insert into parley.member (channel, person, role, name, since) select id, 'bench', 4, 'Bench', now()
          from c""".formatted(PostFlood.ROOM);

    private final PgConnection connection;
    private final PreparedStatement statement;
    private final long channel;
    private final List<String> bodies;
    private final List<String> wordings;
    private long seq;

    private BareRows(PgConnection connection, PreparedStatement statement, long channel, int size) {
        this.connection = connection;
        this.statement = statement;
        this.channel = channel;
        var texts = DurableComparison.texts(DurableComparison.BATCH, size);
        this.wordings = texts.stream().map(text -> String.join(" ", Words.distinct(text))).toList();
        this.bodies = texts.stream()
            .map(text -> "{\"text\":\"" + text + "\",\"attachments\":[]}").toList();
    }

    /** One connection, and a channel of its own. The size is the characters of a text. */
    static Future<BareRows> open(Vertx vertx, PostgresSettings settings, int size) {
        var options = new PgConnectOptions().setHost(settings.host()).setPort(settings.port())
            .setDatabase(settings.database()).setUser(settings.user()).setPassword(settings.password());
        return PgConnection.connect(vertx, options).compose(connection -> connection.query(CHANNEL).execute()
            .compose(rows -> connection.prepare(INSERT).map(statement ->
                new BareRows(connection, statement, rows.iterator().next().getLong(0), size))));
    }

    /** Makes the room that is posted to. */
    Future<?> makeRoom() {
        return connection.query(ROOM).execute();
    }

    /** Inserts batch after batch; the rows that were committed in that time. */
    Future<Long> insertFor(int seconds) {
        var result = Promise.<Long>promise();
        next(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), seq, result);
        return result.future();
    }

    private void next(long deadline, long start, Promise<Long> result) {
        statement.query().execute(batch()).onFailure(result::fail).onSuccess(inserted -> {
            seq += bodies.size();
            if (System.nanoTime() < deadline) {
                next(deadline, start, result);
            } else {
                result.complete(seq - start);
            }
        });
    }

    private Tuple batch() {
        var numbers = LongStream.rangeClosed(seq + 1, seq + bodies.size()).boxed().toArray(Long[]::new);
        var ids = Arrays.stream(numbers).map(number -> "m" + number).toArray(String[]::new);
        return Tuple.of(channel, numbers, ids, bodies.toArray(String[]::new),
            wordings.toArray(String[]::new));
    }
}
