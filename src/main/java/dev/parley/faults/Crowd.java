package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes clients: guests with a token that is good on every node, all on one event loop. */
final class Crowd implements AutoCloseable {

    private static final int CONNECT_MS = 3000;
    private static final int TOKEN_SECONDS = 7200;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final WebSocketClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> ports;
    private final RandomGenerator random;
    private final Findings findings;

    Crowd(List<Integer> ports, long seed, Findings findings) {
        this.ports = ports;
        this.random = new SplittableRandom(seed);
        this.findings = findings;
        var options = new WebSocketClientOptions().setConnectTimeout(CONNECT_MS).setMaxConnections(10_000)
            .setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 22);
        this.client = vertx.createWebSocketClient(options);
    }

    Desk desk() {
        return new Desk(context, client, route("desk", ports));
    }

    /** One of the swarm's users, or another whose name is made here, at certain nodes. */
    Desk desk(String token, List<Integer> at) {
        return new Desk(context, client, new Link.Route(at, token, random, findings));
    }

    /** A writer who was let in. */
    Writer writer(String name, Ledger ledger, Writer.Pace pace, List<Integer> at) {
        var route = route(name, at);
        try (var desk = new Desk(context, client, route)) {
            ledger.place().join(desk);
        }
        return new Writer(name, context, client, route, ledger, pace);
    }

    Reader reader(String name, Ledger ledger, List<Integer> at) {
        return new Reader(name, context, client, route(name, at), ledger);
    }

    Changer changer(String name, Book book, Writer.Pace pace) {
        return new Changer(name, context, client, route(name, ports), book, pace);
    }

    /** @param resumes whether it goes on from where it was, or begins anew after each loss */
    Mirror mirror(String name, Book book, boolean resumes) {
        return new Mirror(name, context, client, route(name, ports), book, resumes);
    }

    /** One who follows a live channel. */
    Listener listener(String name, String channel, List<Integer> at) {
        return new Listener(name, channel, context, client, route("listener", at));
    }

    List<Integer> ports() {
        return ports;
    }

    Vertx vertx() {
        return vertx;
    }

    private Link.Route route(String name, List<Integer> at) {
        return new Link.Route(at, token(name), random, findings);
    }

    private String token(String name) {
        try {
            var url = URI.create("http://127.0.0.1:" + ports.getFirst() + "/auth/guest");
            var guest = new JsonObject().put("name", name).put("ttlSeconds", TOKEN_SECONDS);
            var request = HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(guest.encode())).build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no guest token: " + answer.body());
            }
            return new JsonObject(answer.body()).getString("token");
        } catch (IOException fault) {
            throw new IllegalStateException("no guest token: " + fault.getMessage(), fault);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs on the clients' loop and waits for it. */
    void onLoop(Runnable work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(run -> {
            work.run();
            done.complete();
        });
        Desk.await(done.future());
    }

    @Override
    public void close() {
        Desk.await(vertx.close());
    }
}
