package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One held connection to one master that pipelines and comes back by itself, with growing pauses between its
 * attempts. A server that falls silent counts as gone. Lives on one context.
 */
final class Link {

    private static final int PAUSE_MIN_MS = 50;
    private static final int PAUSE_MAX_MS = 2_000;
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int WATCH_MS_MIN = 20;
    private static final int WATCH_MS_MAX = 500;

    private final Vertx vertx;
    private final StoreParts parts;
    private final Bearings bearings;
    private final Watcher watcher;
    private Redis client;
    private RedisConnection connection;
    private String runId = "";
    private String host = "";
    private Future<Void> opening;
    private int attempts;
    private int failures;
    private int underWay;
    private long movedAt;
    private long timer = -1;
    private boolean closed;

    /** What a link tells whoever holds it, on its context. */
    interface Watcher {

        /** It can be used; told before anything is sent. */
        default void up(Link link) {
        }

        /** It cannot be used for now. */
        default void down(Link link) {
        }

        /** Redis has said something that answers nothing: a message of a subscription. */
        default void said(Response message) {
        }
    }

    Link(Vertx vertx, StoreParts parts, Bearings bearings, Watcher watcher) {
        this.vertx = vertx;
        this.parts = parts;
        this.bearings = bearings;
        this.watcher = watcher;
    }

    /**
     * Makes the first attempt and goes on trying; succeeds, too, while nobody answers. Asked again, it is the
     * outcome of the first.
     */
    Future<Void> open() {
        if (opening == null) {
            opening = connect();
        }
        return opening;
    }

    Future<Void> close() {
        closed = true;
        connection = null;
        vertx.cancelTimer(timer);
        parts.standing().closed(this);
        return client == null ? Future.succeededFuture() : client.close();
    }

    boolean up() {
        return connection != null;
    }

    /** Of the server that it was last connected to. */
    String runId() {
        return runId;
    }

    /** Where it is, or was last, connected to. */
    String host() {
        return host;
    }

    /** Commands that wait for their answer. */
    int underWay() {
        return underWay;
    }

    /** Sends a command behind those under way; only while {@link #up}. Fails with what Redis says. */
    Future<Response> send(Request request) {
        if (underWay++ == 0) {
            movedAt = System.nanoTime();
        }
        int attempt = attempts;
        return connection.send(request).andThen(answered -> {
            if (attempt == attempts) {
                underWay--;
                movedAt = System.nanoTime();
            }
        });
    }

    /** Gives this connection up and makes a new one. */
    void renew(String why) {
        lost(attempts, why);
    }

    private Future<Void> connect() {
        int attempt = ++attempts;
        return bearings.find()
            .compose(url -> {
                host = URI.create(url).getHost();
                client = Redis.createClient(vertx, Connecting.to(url, parts));
                return client.connect();
            })
            .compose(made -> new Greeting(made, parts.scripts()).exchange()
                .timeout(parts.patienceMs(), TimeUnit.MILLISECONDS)
                .onSuccess(life -> took(attempt, made, life)))
            .onFailure(fault -> failed(attempt, fault))
            .transform(tried -> Future.succeededFuture());
    }

    private void took(int attempt, RedisConnection made, String life) {
        if (closed || attempt != attempts) {
            return;
        }
        runId = life;
        failures = 0;
        underWay = 0;
        movedAt = System.nanoTime();
        connection = made;
        made.handler(watcher::said)
            .exceptionHandler(fault -> lost(attempt, "the connection broke: " + fault.getMessage()))
            .endHandler(end -> lost(attempt, "the connection was closed"));
        watch(attempt);
        parts.standing().up(this);
        watcher.up(this);
    }

    /** Finds out when nothing comes any more, and keeps an idle connection from being silent. */
    private void watch(int attempt) {
        int every = Math.clamp(parts.patienceMs() / 4, WATCH_MS_MIN, WATCH_MS_MAX);
        timer = vertx.setTimer(every, due -> {
            if (attempt != attempts || connection == null) {
                return;
            }
            var silent = System.nanoTime() - movedAt;
            if (underWay > 0 && silent > TimeUnit.MILLISECONDS.toNanos(parts.patienceMs())) {
                lost(attempt, "it does not answer");
                return;
            }
            if (underWay == 0 && silent > PROBE_NANOS) {
                send(Request.cmd(Command.PING)).onFailure(fault -> lost(attempt, "it does not answer"));
            }
            watch(attempt);
        });
    }

    private void lost(int attempt, String why) {
        if (attempt == attempts && connection != null && !closed) {
            connection = null;
            vertx.cancelTimer(timer);
            client.close();
            parts.standing().down(this, why);
            watcher.down(this);
            again();
        }
    }

    private void failed(int attempt, Throwable fault) {
        if (attempt == attempts && !closed) {
            failures++;
            if (client != null) {
                client.close();
            }
            parts.standing().down(this, String.valueOf(fault.getMessage()));
            again();
        }
    }

    private void again() {
        int most = Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS << Math.min(failures, 10));
        timer = vertx.setTimer(parts.random().nextInt(PAUSE_MIN_MS / 2, most + 1), due -> connect());
    }
}
