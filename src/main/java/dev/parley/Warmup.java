package dev.parley;

import dev.parley.config.HttpSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few strangers who come in and are refused, so that the first client does not wait for the loading of
 * classes: without them it waits some 300 ms, with them 20. They change nothing: they have no token, and need
 * not know whom they speak with, which is this very node.
 */
final class Warmup {

    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final long LIMIT_MS = 2_000;
    private static final int ROUNDS = 4;
    private static final int QUESTIONS = 20;

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final boolean encrypted;
    private final int visitors;

    /** Visitors are spread over the socket verticles by the network; twice as many reach most of them. */
    Warmup(Vertx vertx, HttpSettings http, boolean encrypted, int verticles) {
        this.vertx = vertx;
        this.host = http.host().equals("0.0.0.0") || http.host().equals("::") ? "localhost" : http.host();
        this.port = http.port();
        this.encrypted = encrypted;
        this.visitors = 2 * verticles;
    }

    /** Completes when the last one has left, at the latest after two seconds; never fails. */
    Future<Void> run() {
        var sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setSsl(encrypted)
            .setTrustAll(true).setVerifyHost(false));
        var http = vertx.createHttpClient(new HttpClientOptions().setSsl(encrypted)
            .setTrustAll(true).setVerifyHost(false));
        Future<?> rounds = get(http, "/");
        for (int round = 0; round < ROUNDS; round++) {
            rounds = rounds.compose(before -> Future.all(
                IntStream.range(0, visitors).mapToObj(visitor -> visit(sockets)).toList()));
        }
        return rounds.timeout(LIMIT_MS, TimeUnit.MILLISECONDS)
            .onFailure(fault -> LOG.debug("The warm-up was cut short", fault))
            .onComplete(done -> {
                sockets.close();
                http.close();
            })
            .<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<?> get(HttpClientAgent http, String path) {
        return http.request(HttpMethod.GET, port, host, path)
            .compose(request -> request.send().compose(HttpClientResponse::body));
    }

    private Future<Void> visit(WebSocketClient client) {
        var options = new WebSocketConnectOptions().setHost(host).setPort(port).setURI("/eventbus/websocket");
        return client.connect(options).compose(Warmup::talk);
    }

    private static Future<Void> talk(WebSocket socket) {
        Promise<Void> answered = Promise.promise();
        var open = new AtomicInteger(QUESTIONS);
        socket.textMessageHandler(frame -> {
            if (open.decrementAndGet() == 0) {
                answered.tryComplete();
            }
        });
        socket.closeHandler(closed -> answered.tryComplete());
        for (int question = 0; question < QUESTIONS; question++) {
            socket.writeTextMessage(ask(question).encode());
        }
        return answered.future()
            .onComplete(done -> ((WebSocketInternal) socket).channelHandlerContext().close());
    }

    private static JsonObject ask(int question) {
        return new JsonObject().put("type", "send").put("replyAddress", "r" + question)
            .put("address", "parley.session")
            .put("headers", new JsonObject().put("action", "authenticate"))
            .put("body", new JsonObject().put("token", "e30.e30." + question));
    }
}
