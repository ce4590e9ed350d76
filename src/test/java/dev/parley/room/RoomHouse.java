package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.PostgresSettings;
import dev.parley.config.Settings;
import dev.parley.config.SettingsReader;
import dev.parley.log.Log;
import dev.parley.log.PageRequest;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.Schema;
import dev.parley.protocol.Event;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Signal;
import dev.parley.relay.Batch;
import dev.parley.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rooms and notifications over a real database, on one or several nodes that share nothing else. Its
 * calls wait; what nodes ring for is kept, in order.
 */
public final class RoomHouse implements AutoCloseable {

    private static final long WAIT_SECONDS = 30;
    private static final int PAGE = 500;

    private final List<RoomNode> nodes = new CopyOnWriteArrayList<>();
    private final Queue<Event> rung = new ConcurrentLinkedQueue<>();
    private final PostgresSettings postgres;

    public RoomHouse(int count, String... settings) {
        var migrating = Vertx.vertx();
        postgres = TestPostgres.database("schema", empty -> Schema.migrate(migrating, empty));
        await(migrating.close());
        Settings all = SettingsReader.forTests(settings);
        for (int i = 0; i < count; i++) {
            nodes.add(new RoomNode(i, postgres, all, this::ring));
        }
    }

    private void ring(List<? extends Event> events) {
        rung.addAll(events);
        nodes.forEach(node -> node.hear(Batch.of(events)));
    }

    RoomNode node(int number) {
        return nodes.get(number);
    }

    /** Waits for a future, with a limit; its failure is thrown as it is. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause
                : new IllegalStateException(failed.getCause());
        } catch (InterruptedException | TimeoutException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Asks a node; body as JSON with single quotes. */
    public Future<JsonObject> ask(int node, String user, String command, String body) {
        return nodes.get(node).call(user, command, new JsonObject(body.replace('\'', '"')));
    }

    public JsonObject call(String user, String command, String body) {
        return await(ask(0, user, command, body));
    }

    public JsonObject call(String user, String command, JsonObject body) {
        return await(nodes.get(0).call(user, command, body));
    }

    public Refusal refused(FailureType type, String user, String command, String body) {
        var refusal = assertThrows(RefusedException.class, () -> call(user, command, body),
            () -> user + " " + command + " " + body).refusal();
        assertEquals(type, refusal.type(),
            () -> user + " " + command + " " + body + ": " + refusal.message());
        return refusal;
    }

    /** The publications of a channel after a seq, as everybody gets them. */
    public List<JsonObject> log(String channel, long after) {
        var events = new ArrayList<JsonObject>();
        long at = after;
        while (true) {
            var page = await(nodes.get(0).log().read(new PageRequest(channel, "", at, PAGE)));
            if (page.publications().isEmpty()) {
                return events;
            }
            for (var publication : page.publications()) {
                assertEquals(++at, publication.seq(), "a hole in " + channel);
                events.add(new JsonObject(publication.json()));
            }
        }
    }

    /** What was rung for on a channel, publications in the order of their seqs. */
    public List<JsonObject> rung(String channel) {
        return rung.stream().filter(event -> event.channel().equals(channel))
            .filter(Publication.class::isInstance)
            .map(event -> new JsonObject(event.json())).toList();
    }

    /** The signals of a type that were rung for on a channel. */
    public List<JsonObject> signals(String channel, String type) {
        return rung.stream().filter(event -> event.channel().equals(channel) && event.type().equals(type))
            .map(event -> new JsonObject(assertInstanceOf(Signal.class, event).json())).toList();
    }

    public Publication publication(String channel, long seq) {
        return rung.stream().filter(Publication.class::isInstance).map(Publication.class::cast)
            .filter(event -> event.channel().equals(channel) && event.seq() == seq).findFirst().orElseThrow();
    }

    /** The way to the channels of the first node. */
    public Log door() {
        return nodes.getFirst().log();
    }

    /** The store of the first node. */
    public Persistence store() {
        return nodes.getFirst().store();
    }

    /** The Vert.x instance of the first node, on whose contexts its answers come. */
    public Vertx vertx() {
        return nodes.getFirst().vertx();
    }

    public List<Row> query(String statement) {
        return TestPostgres.query(postgres, statement).stream().toList();
    }

    long number(String query) {
        return TestPostgres.query(postgres, query).iterator().next().getLong(0);
    }

    public void sql(String statement) {
        TestPostgres.execute(postgres, statement);
    }

    @Override
    public void close() {
        nodes.forEach(node -> await(node.close()));
    }
}
