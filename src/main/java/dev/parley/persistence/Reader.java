package dev.parley.persistence;

import dev.parley.log.Door;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.log.Snapshot;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is read. Each question is one statement, so that its answer is one consistent view,
 * and goes to the primary. Lives on one context.
 */
final class Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private static final int RETRY_AFTER_MS = 500;

    /** The text of a page's publications ends with the one that passes this; there is always one. */
    private static final int PAGE_BYTES_MAX = 1 << 20;

    private static final String OPEN = "select verdict, head, floor from parley.doors($1, $2)";

    private static final String HEADS = "select c.name, c.head from parley.channel c where c.name = any($1)";

    private static final String PICK = """
        select %s
          from parley.channel c join parley.publication p on p.channel = c.id and p.seq = any ($2)
         where c.name = $1 and p.seq > c.floor order by p.seq""".formatted(LogRow.COLUMNS);

    private static final String STATE = "select head, floor, state, versions from parley.state_of($1)";

    /** A page: a row for the door, and one for each publication. */
    private static final String PAGE = """
        select d.verdict, d.head, d.floor, %s
          from parley.door($1, $2) d
          left join lateral (
            select w.* from (
                select x.*, sum(octet_length(x.data)) over (order by x.seq) - octet_length(x.data) as before
                  from (select * from parley.publication y
                         where y.channel = d.id and y.seq > greatest($3, d.floor) and d.verdict = 'open'
                         order by y.seq limit $4) x) w
             where w.before < %d) p on true
         order by p.seq""".formatted(LogRow.COLUMNS, PAGE_BYTES_MAX);

    private final PersistenceParts parts;
    private final Lines lines;

    Reader(Vertx vertx, PersistenceParts parts) {
        this.parts = parts;
        this.lines = new Lines(vertx, parts, parts.settings().readConnections(), () -> { }, () -> { });
    }

    /** Opens the connections; see {@link Line#open}. */
    Future<?> open() {
        return lines.open();
    }

    Future<?> close() {
        return lines.close();
    }

    Future<String> ask(Ask ask) {
        var function = ask.matter().function();
        return run(function, "select outcome, reply from parley." + function + "($1, $2)",
            epoch -> Tuple.of(ask.args(), epoch), (rows, epoch) -> {
                var row = rows.iterator().next();
                if (row.getString(0).equals("ok")) {
                    return row.getString(1);
                }
                throw ChangeCall.refusal(row.getString(0), row.getString(1), null).asException();
            });
    }

    Future<List<Opening>> open(List<Door> doors) {
        var channels = doors.stream().map(Door::channel).toArray(String[]::new);
        var persons = doors.stream().map(Door::user).toArray(String[]::new);
        return run("open", OPEN, now -> Tuple.of(channels, (Object) persons), (rows, epoch) -> {
            var openings = new ArrayList<Opening>(doors.size());
            rows.forEach(row -> openings.add(opening(row, doors.get(openings.size()).channel(), epoch)));
            return openings;
        });
    }

    Future<Page> read(PageRequest request) {
        var parameters = Tuple.of(request.channel(), request.user(), request.after(), request.limit());
        return run("page", PAGE, now -> parameters, (rows, epoch) -> {
            var door = opening(rows.iterator().next(), request.channel(), epoch);
            return switch (door) {
                case Opening.Shut shut -> throw shut.refusal().asException();
                case Opening.Passing passing -> throw new IllegalStateException("a channel without a log");
                case Opening.Away away -> throw new IllegalStateException("a channel without a log");
                case Opening.Open open -> new Page(publications(rows, request.channel(), epoch), open.head(),
                    open.floor());
            };
        });
    }

    Future<List<Publication>> pick(String channel, List<Long> seqs) {
        var parameters = Tuple.of(channel, (Object) seqs.toArray(Long[]::new));
        return run("pick", PICK, now -> parameters, (rows, epoch) ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> LogRow.publication(row, 0, channel, epoch)).toList());
    }

    Future<Map<String, Position>> heads(Set<String> channels) {
        var names = Tuple.of(channels.toArray(String[]::new));
        return run("heads", HEADS, now -> names, (rows, epoch) -> {
            var heads = new HashMap<String, Position>(rows.size() * 2);
            rows.forEach(row -> heads.put(row.getString(0), new Position(epoch, row.getLong(1))));
            return heads;
        });
    }

    Future<Snapshot> state(String channel) {
        return run("state", STATE, now -> Tuple.of(channel), (rows, epoch) -> {
            var row = rows.iterator().next();
            return new Snapshot(new Position(epoch, row.getLong(0)), row.getLong(1), row.getString(2),
                row.getString(3));
        });
    }

    /** Rings once more for the newest publications of a channel: some may have been committed unheard. */
    void ringAgain(String channel) {
        var most = parts.settings().batchMax();
        heads(Set.of(channel))
            .map(heads -> heads.containsKey(channel) ? heads.get(channel).seq() : 0)
            .compose(head -> read(new PageRequest(channel, "", Math.max(0, head - most), most)))
            .onSuccess(page -> parts.bell().ring(page.publications()))
            .onFailure(fault -> LOG.debug("{} is left to the check of heads", channel, fault));
    }

    /** One statement on the quietest line; both functions are given the epoch of that line. */
    private <R> Future<R> run(String kind, String sql, Function<String, Tuple> parameters,
                              BiFunction<RowSet<Row>, String, R> read) {
        var quietest = lines.quietest().filter(line -> line.underWay() < parts.settings().queueMax());
        if (quietest.isEmpty()) {
            return Future.failedFuture(away().asException());
        }
        var line = quietest.get();
        var epoch = line.epoch();
        var sample = Timer.start(parts.meters());
        // The server ends a slow statement itself; a silent one is not waited for any longer either.
        return line.run(sql, parameters.apply(epoch))
            .timeout(parts.settings().statementTimeoutMs(), TimeUnit.MILLISECONDS)
            .onComplete(result -> sample.stop(parts.meters().timer("parley.read", "kind", kind)))
            .recover(cause -> Future.failedFuture(refusal(kind, cause).asException()))
            .map(rows -> read.apply(rows, epoch));
    }

    private static Opening opening(Row row, String channel, String epoch) {
        return switch (row.getString(0)) {
            case "open" -> new Opening.Open(new Position(epoch, row.getLong(1)), row.getLong(2));
            case "forbidden" -> new Opening.Shut(Refusal.forbidden("This channel is not for you."));
            default -> new Opening.Shut(Refusal.notFound("channel \"" + channel + "\""));
        };
    }

    private static List<Publication> publications(RowSet<Row> rows, String channel, String epoch) {
        return StreamSupport.stream(rows.spliterator(), false).filter(row -> row.getLong(3) != null)
            .map(row -> LogRow.publication(row, 3, channel, epoch)).toList();
    }

    private static Refusal refusal(String kind, Throwable cause) {
        return switch (Fault.of(cause)) {
            case LOST, SCARCE, COLLISION -> {
                LOG.debug("Reading ({}) was cut off", kind, cause);
                yield away();
            }
            case SLOW, LOCKED -> new Refusal(FailureType.TIMEOUT, "The database was too slow.");
            case DATA, DEFECT -> {
                LOG.error("Reading ({}) failed", kind, cause);
                yield new Refusal(FailureType.INTERNAL, "The server failed to read this.");
            }
        };
    }

    private static Refusal away() {
        return Refusal.unavailable("The database is away or overloaded.", RETRY_AFTER_MS);
    }
}
