package dev.parley.faults;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.client.Connection;
import dev.parley.client.Ears;
import dev.parley.client.Loops;
import io.netty.channel.EventLoop;
import io.vertx.core.json.JsonArray;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Thousands of {@link Follower}s on few loops, and what they all measured. Any thread. */
final class Swarm implements AutoCloseable {

    private static final long HOURS_6 = 6 * 3_600;
    private static final long LONGEST_US = 3_600_000_000L;

    private final Loops loops;
    private volatile List<Integer> ports;
    private final Findings findings;
    private final TokenIssuer issuer = new TokenIssuer(Ground.SECRET, Optional.empty(), Optional.empty());
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> codes = new ConcurrentSkipListMap<>();
    private final Histogram gaps = new ConcurrentHistogram(LONGEST_US, 3);
    private final AtomicInteger resumed = new AtomicInteger();
    private final List<Follower> followers = new ArrayList<>();

    Swarm(List<Integer> ports, int threads, Findings findings) {
        this.ports = ports;
        this.findings = findings;
        this.loops = new Loops(threads);
    }

    /** One more, with a name of its own; not connected yet. */
    Follower add(Hall hall, String user) {
        tokens.put(user, issue(user));
        var follower = new Follower(this, hall, user, followers.size());
        followers.add(follower);
        return follower;
    }

    /** A token for anybody. */
    String issue(String user) {
        return issuer.issue(new Identity(user, user, Set.of(), List.of(),
            Instant.now().plusSeconds(HOURS_6), Optional.empty()));
    }

    /** The nodes to go to from now on. */
    void serving(List<Integer> some) {
        ports = some;
    }

    List<Follower> followers() {
        return followers;
    }

    /** How many are connected to that port, or were last. */
    long at(int port) {
        return followers.stream().filter(one -> one.port() == port).count();
    }

    /** Connects them, so many a second, each to the node that is chosen, and waits until all follow. */
    void start(java.util.function.ToIntFunction<Follower> choice, int perSecond) {
        long begun = System.nanoTime();
        for (int i = 0; i < followers.size(); i++) {
            var next = followers.get(i);
            Ground.pause(Math.max(0, i * 1_000L / perSecond - (System.nanoTime() - begun) / 1_000_000));
            next.start(choice.applyAsInt(next));
        }
        awaitAll(120_000);
    }

    /** Waits until all follow their rooms. */
    void awaitAll(long ms) {
        Ground.until("all " + followers.size() + " clients follow", ms,
            () -> followers.stream().allMatch(one -> one.following() || one.away()));
    }

    /** What was measured up to now is forgotten. */
    void begin() {
        gaps.reset();
        followers.forEach(Follower::begin);
        resumed.set(0);
    }

    String token(String user) {
        return tokens.get(user);
    }

    Loops loops() {
        return loops;
    }

    Findings findings() {
        return findings;
    }

    <E extends Ears> CompletableFuture<Connection<E>> open(EventLoop loop, int port,
                                                           Connection<E> connection, int number) {
        return loops.open(loop, new InetSocketAddress("127.0.0.1", port), connection, number);
    }

    int chance(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** Where to go from a node: where it says, else to another one in turns. */
    int next(int port, JsonArray urls, int number) {
        if (!urls.isEmpty()) {
            return URI.create(urls.getString(0)).getPort();
        }
        var others = ports.stream().filter(other -> other != port).toList();
        return others.isEmpty() ? port : others.get(number % others.size());
    }

    void closed(int code) {
        codes.computeIfAbsent(code, first -> new AtomicInteger()).incrementAndGet();
    }

    /** A client follows its room again. */
    void resumed(long nanos) {
        resumed.incrementAndGet();
        gaps.recordValue(Math.min(LONGEST_US, nanos / 1_000));
    }

    int resumed() {
        return resumed.get();
    }

    double gapMs(double percentile) {
        return gaps.getValueAtPercentile(percentile) / 1e3;
    }

    /** Of each client's longest silence. */
    double silenceMs(double percentile) {
        var longest = new Histogram(LONGEST_US, 3);
        followers.forEach(one -> longest.recordValue(Math.min(LONGEST_US, one.silence() / 1_000)));
        return longest.getValueAtPercentile(percentile) / 1e3;
    }

    /** How often the server closed with which code. */
    Map<Integer, AtomicInteger> codes() {
        return codes;
    }

    @Override
    public void close() {
        followers.forEach(Follower::stop);
        loops.close();
    }
}
