package dev.parley.doors;

import dev.parley.LocalNode;
import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.config.PostgresSettings;
import dev.parley.config.SettingsReader;
import dev.parley.testing.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Two nodes that know one another, a third that can be ended, one database, and the owner of all rooms, who
 * comes in by a plain WebSocket at the second node.
 */
final class Ground implements AutoCloseable {

    private static final String[] SETS = {"session.outboxBytesMax=65536", "session.commandsPerSecond=100000",
        "session.commandsBurst=100000", "http.drainMs=300"};
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TokenIssuer ISSUER = new TokenIssuer(
        SettingsReader.forTests().auth().secret().orElseThrow(), Optional.empty(), Optional.empty());
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final PostgresSettings postgres = TestPostgres.emptyDatabase();
    private final List<LocalNode> nodes = LocalNode.cluster(2, postgres, SETS);
    private final Client owner;

    Ground() {
        owner = ClientDoor.WEBSOCKET.connect(there(), token("owner"));
    }

    /** The node where clients begin. */
    int here() {
        return nodes.get(0).port();
    }

    /** The other one. */
    int there() {
        return nodes.get(1).port();
    }

    /** A node of its own on the same database, to be ended by the caller. */
    LocalNode another() {
        return LocalNode.alone(postgres, SETS);
    }

    static String fresh(String kind) {
        return kind + COUNT.incrementAndGet();
    }

    String token(String user) {
        return tokenOf(user);
    }

    /** A token that all nodes of the tests believe. */
    static String tokenOf(String user) {
        return ISSUER.issue(new Identity(user, "Name of " + user, Set.of(), List.of(),
            Instant.now().plusSeconds(600), Optional.empty()));
    }

    Client owner() {
        return owner;
    }

    /** A room of the owner's. */
    String room(String visibility) {
        var room = fresh("room");
        owner.ask("parley.rooms", "create", new JsonObject().put("id", room).put("name", room)
            .put("visibility", visibility));
        return room;
    }

    /** The owner says so many things; the seq of the last. */
    long post(String room, int count, String text) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = owner.ask("parley.messages", "post", new JsonObject().put("room", room).put("text", text))
                .getLong("seq");
        }
        return last;
    }

    /** The open sessions of a node. */
    static double sessions(int port) {
        return counter(port, "parley_sessions{");
    }

    /** The sum of a counter of a node, over all its loops. */
    static double counter(int port, String name) {
        try {
            var text = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build(), BodyHandlers.ofString()).body();
            return text.lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Client.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after " + Client.PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void close() {
        owner.close();
        nodes.forEach(LocalNode::close);
    }
}
