package dev.parley.bench;

import dev.parley.client.Connection;
import dev.parley.client.Loops;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The clients of a run, on as few event loops as the machine can spare. */
final class Fleet implements AutoCloseable {

    private static final int CONNECTING_MAX = 256;

    private final InetSocketAddress server;
    private final String host;
    private final Scoreboard board;
    private final Loops loops;
    private final Map<EventExecutor, Tally> tallies = new HashMap<>();
    private final List<Connection<Reader>> connections = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Fleet(URI url, Scoreboard board, int threads) {
        this.server = new InetSocketAddress(url.getHost(), url.getPort());
        this.host = url.getHost() + ":" + url.getPort();
        this.board = board;
        this.loops = new Loops(threads);
        loops.all().forEach(loop -> tallies.put(loop, new Tally()));
    }

    /** Opens a connection for each room of the list, at a bounded rate; waits for all. */
    void connect(List<Room> rooms, Supplier<String> paths, int perSecond) {
        var permits = new Semaphore(CONNECTING_MAX);
        long start = System.nanoTime();
        for (int i = 0; i < rooms.size(); i++) {
            pause(start + i * 1_000_000_000L / perSecond);
            permits.acquireUninterruptibly();
            open(rooms.get(i), paths.get(), i).whenComplete((connection, fault) -> {
                keep(Optional.ofNullable(connection), fault);
                permits.release();
            });
        }
        permits.acquireUninterruptibly(CONNECTING_MAX);
    }

    private void keep(Optional<Connection<Reader>> connection, Throwable fault) {
        synchronized (connections) {
            connection.ifPresent(connections::add);
            if (connection.isEmpty()) {
                faults.add(String.valueOf(fault.getMessage()));
            }
        }
    }

    private CompletableFuture<Connection<Reader>> open(Room room, String path, int number) {
        var loop = loops.next();
        var reader = new Reader(room, tallies.get(loop), board);
        var connection = new Connection<>(host, path, reader);
        reader.speaks(connection::send);
        return loops.open(loop, server, connection, number);
    }

    /** Those that shook hands. */
    List<Connection<Reader>> connections() {
        return connections;
    }

    /** Why others did not. */
    List<String> faults() {
        return faults;
    }

    /** What all clients counted so far. */
    Counts counts(boolean withLatencies) {
        return tallies.entrySet().stream()
            .map(entry -> entry.getKey().submit(() -> entry.getValue().counts(withLatencies)))
            .map(future -> future.syncUninterruptibly().getNow())
            .reduce(Counts::plus).orElseThrow();
    }

    /** What was received up to now is not counted. */
    void begin() {
        tallies.forEach((loop, tally) -> loop.submit(tally::begin).syncUninterruptibly());
    }

    /** Runs on the loop of the connection, one after the other, and waits for all. */
    void onEach(java.util.function.Consumer<Connection<Reader>> action) {
        var all = connections.stream().map(connection -> {
            var done = new CompletableFuture<Void>();
            connection.execute(() -> {
                action.accept(connection);
                done.complete(null);
            });
            return done;
        }).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        onEach(connection -> {
            connection.ears().leave();
            connection.close();
        });
        loops.close();
    }

    /** Waits until a time of {@code System.nanoTime()}. */
    static void pause(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
