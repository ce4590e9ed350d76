package dev.parley.transport;

import dev.parley.auth.Authenticator;
import dev.parley.auth.Identity;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.config.SettingsReader;
import dev.parley.limit.Admission;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The real doors on a free port, above a hub and commands in memory. A token is {@code user}, or {@code
 * user:seconds} for one that ends; {@code bad…} is refused, {@code slow…} takes until {@link #release} is
 * called.
 */
final class EdgeServer implements AutoCloseable {

    final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    final Bus bus = new Bus(vertx);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<FakeHub> hubs = new CopyOnWriteArrayList<>();
    final TestOffers offers = new TestOffers();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final Doorway doorway = new Doorway(0);
    final int port;
    private final Promise<Void> released = Promise.promise();
    private final String deployment;

    EdgeServer(String... sets) {
        vertx.exceptionHandler(faults::add);
        var settings = SettingsReader.forTests(sets);
        Authenticator authenticator = this::verify;
        var parts = new SocketParts(settings, bus, doorway, "n1", number -> {
            hubs.add(new FakeHub());
            return new HubSource.Opened(hubs.getLast(), Future::succeededFuture);
        }, offers.all(), authenticator, Clock.systemUTC(),
            new Admission(vertx, settings, meters, System::nanoTime), List.of(EdgeServer::routes), meters);
        deployment = await(vertx.deployVerticle(new SocketVerticle(0, parts)));
        for (int i = 1; i < settings.instances().sockets(); i++) {
            await(vertx.deployVerticle(new SocketVerticle(i, parts)));
        }
        port = await(doorway.port());
    }

    private static void routes(Router router) {
        router.get("/hello").handler(request -> request.end("hello"));
        router.get("/unacked").handler(request -> request.end("" + Entrance.channel(
            request.request().connection()).config().getOption(EpollChannelOption.TCP_USER_TIMEOUT)));
        router.get("/endless").handler(request -> endless(request.response()));
        router.get("/fault").handler(request -> {
            throw new IllegalStateException("a secret");
        });
        router.get("/lost").handler(request -> request.fail(new IllegalStateException("a secret")));
    }

    /** More than the system keeps for a client, and no end. */
    private static void endless(HttpServerResponse response) {
        response.setChunked(true);
        for (int i = 0; i < 1_000; i++) {
            response.write("x".repeat(20_000));
        }
    }

    FakeHub hub() {
        return hubs.getFirst();
    }

    /** Does something with each hub, on its loop, and waits for it. */
    void onEveryLoop(Consumer<FakeHub> task) {
        for (var hub : hubs) {
            Promise<Void> done = Promise.promise();
            hub.context.runOnContext(go -> {
                try {
                    task.accept(hub);
                    done.complete();
                } catch (RuntimeException fault) {
                    done.fail(fault);
                }
            });
            await(done.future());
        }
    }

    /** Waits for a condition, within a limit. */
    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after 20 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Does something on the loop of the hub, and waits for it. */
    <T> T onLoop(Callable<T> task) {
        Promise<T> done = Promise.promise();
        hub().context.runOnContext(go -> {
            try {
                done.complete(task.call());
            } catch (Exception fault) {
                done.fail(fault);
            }
        });
        return await(done.future());
    }

    void publish(String channel, JsonObject data) {
        onLoop(() -> {
            hub().publish(channel, data);
            return null;
        });
    }

    /** Sends the sessions of all verticles elsewhere, as a node does. */
    Future<?> drain(int spreadMs, String... urls) {
        return Future.join(hubs.stream().map(hub -> order(hubs.indexOf(hub),
            new Drain(spreadMs, (double) hubs.indexOf(hub) / hubs.size(), List.of(urls)))).toList());
    }

    <T> Future<T> order(int verticle, Record order) {
        return bus.ask(Addresses.instance(SocketVerticle.GROUP, verticle), order, 20_000);
    }

    private Future<Identity> verify(String token) {
        if (token.startsWith("bad")) {
            var why = new Refusal(FailureType.UNAUTHENTICATED, "This token is bad.");
            return Future.failedFuture(why.asException());
        }
        if (token.startsWith("away")) {
            return Future.failedFuture(Refusal.unavailable("The keys are away.", 100).asException());
        }
        var parts = token.split(":");
        var ends = Instant.now().plusSeconds(parts.length > 1 ? Integer.parseInt(parts[1]) : 3600);
        var roles = parts[0].equals("root") ? Set.of("admin") : Set.<String>of();
        var identity = new Identity(parts[0], "Name of " + parts[0], roles, List.of(), ends,
            Optional.empty());
        return token.startsWith("slow") ? released.future().map(identity)
            : Future.succeededFuture(identity);
    }

    /** Lets the slow tokens pass. */
    void release() {
        released.complete();
    }

    SocketClient connect(String path) {
        return new SocketClient(port, path);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    Future<Void> undeploy() {
        return vertx.undeploy(deployment);
    }
}
