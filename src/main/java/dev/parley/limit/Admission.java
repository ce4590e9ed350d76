package dev.parley.limit;

import dev.parley.config.EdgeSettings;
import dev.parley.config.Settings;
import dev.parley.limit.Toll.Limit;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Who may come in to this node, and how much each may do: one for all of its event loops, called on any of
 * them, without locks for what happens often.
 */
public final class Admission implements AutoCloseable {

    private static final long LOOK_MS = 1_000;
    private static final long CROWDED_MS = 5_000;

    private final Vertx vertx;
    private final EdgeSettings edge;
    private final int connectionsMax;
    private final Allowances users;
    private final Allowances addresses;
    private final Allowance handshakes;
    private final Rates sessions;
    private final ClientAddress clients;
    private final Memory memory = new Memory();
    private final Toll toll;
    private final Counter accepted;
    private final AtomicInteger connections = new AtomicInteger();
    private final long timer;
    private volatile boolean full;

    /** @param nanoTime a clock that never goes back */
    public Admission(Vertx vertx, Settings settings, MeterRegistry registry, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.edge = settings.edge();
        var http = settings.http();
        this.connectionsMax = http.connectionsMax();
        this.users = new Allowances(settings.user(), edge.keysMax(), nanoTime);
        this.addresses = new Allowances(settings.address(), edge.keysMax(), nanoTime);
        this.handshakes = new Allowance(new Rates(new int[] {1, 1, http.acceptsPerSecond(), 1},
            new int[] {1, 1, http.acceptsBurst(), 1}, nanoTime));
        var session = settings.session();
        this.sessions = new Rates(new int[] {session.commandsPerSecond(), session.bytesPerSecond(), 1,
            session.registrationsPerSecond()}, new int[] {session.commandsBurst(), session.bytesBurst(), 1,
            session.registrationsBurst()}, nanoTime);
        this.clients = new ClientAddress(http.trustedProxies(), http.forwardedHeader());
        this.toll = new Toll(registry);
        this.accepted = Counter.builder("parley.accepts")
            .description("handshakes let in: new connections and upgrades").register(registry);
        gauges(registry);
        this.timer = vertx.setPeriodic(LOOK_MS, tick -> look());
    }

    /** What one new session may do. */
    public Allowance session() {
        return new Allowance(sessions);
    }

    public EdgeSettings edge() {
        return edge;
    }

    public Allowances users() {
        return users;
    }

    public Allowances addresses() {
        return addresses;
    }

    public Toll toll() {
        return toll;
    }

    /** Connections of this node that are open now. */
    public int connections() {
        return connections.get();
    }

    /**
     * A new session of a user; the pass is closed with the session. Throws {@code rate_limited} when he has
     * too many, or opens too many.
     */
    public Pass user(String user) {
        var pass = users.enter(user);
        if (pass.isEmpty()) {
            toll.count(Limit.CONNECTIONS_USER);
            throw new Refusal(FailureType.RATE_LIMITED, "This user has too many sessions on this node.",
                new JsonObject().put("retryAfterMs", CROWDED_MS)).asException();
        }
        var wait = pass.get().allowance().take(Kind.CONNECTS, 1);
        if (wait > 0) {
            pass.get().close();
            toll.count(Limit.CONNECTS_USER);
            throw Refusal.rateLimited(wait).asException();
        }
        return pass.get();
    }

    /**
     * A request of a user who has no session.
     *
     * @return 0 when it may be carried out, else the milliseconds until one may
     */
    public long request(String user) {
        var wait = users.visit(user).take(Kind.COMMANDS, 1);
        if (wait > 0) {
            toll.count(Limit.COMMANDS_USER);
        }
        return wait;
    }

    /** A TCP connection was opened; {@link Arrival#left} follows when it is closed. */
    public Arrival arrived(InetAddress peer) {
        return new Arrival(this, peer, connections.incrementAndGet());
    }

    void left() {
        connections.decrementAndGet();
    }

    int connectionsMax() {
        return connectionsMax;
    }

    boolean isProxy(InetAddress peer) {
        return clients.isProxy(peer);
    }

    String client(InetAddress peer, MultiMap headers) {
        return ClientAddress.key(clients.of(peer, headers));
    }

    /** Is memory in danger? */
    boolean full() {
        return full;
    }

    /** A handshake: when it may go on. */
    Verdict handshake() {
        var wait = handshakes.reserve(Kind.CONNECTS, edge.acceptWaitMs());
        if (wait > edge.acceptWaitMs()) {
            toll.count(Limit.ACCEPTS);
            return new Verdict.Refused(FailureType.UNAVAILABLE.code(), wait, 0,
                "Too many clients come in at once.");
        }
        accepted.increment();
        if (wait == 0) {
            return Verdict.ADMITTED;
        }
        toll.count(Limit.ACCEPTS_WAITED);
        return new Verdict.Later(wait);
    }

    private void look() {
        full = memory.heapPercent() > edge.heapPercentMax()
            || memory.directPercent() > edge.directPercentMax();
        vertx.executeBlocking(() -> {
            users.sweep();
            addresses.sweep();
            return null;
        });
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("parley.connections", connections, AtomicInteger::get)
            .description("open connections of clients").register(registry);
        Gauge.builder("parley.limits.keys", users, Allowances::size).tag("of", "user").register(registry);
        Gauge.builder("parley.limits.keys", addresses, Allowances::size).tag("of", "address")
            .register(registry);
        Gauge.builder("parley.memory.percent", memory, Memory::heapPercent).tag("of", "heap")
            .description("in use; of the heap after the last collection").register(registry);
        Gauge.builder("parley.memory.percent", memory, Memory::directPercent).tag("of", "direct")
            .register(registry);
    }

    /** Ends the looking; the connections are gone before. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
