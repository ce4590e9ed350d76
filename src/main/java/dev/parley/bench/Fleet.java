package dev.parley.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
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

    /** Loopback addresses that clients come from: each gives some 28,000 ports. */
    private static final int SOURCES = 16;
    private static final int CONNECTING_MAX = 256;
    private static final int CONNECT_TIMEOUT_MS = 20_000;

    private final InetSocketAddress server;
    private final String host;
    private final Scoreboard board;
    private final EventLoopGroup loops;
    private final Map<EventExecutor, Tally> tallies = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Fleet(URI url, Scoreboard board, int threads) {
        this.server = new InetSocketAddress(url.getHost(), url.getPort());
        this.host = url.getHost() + ":" + url.getPort();
        this.board = board;
        this.loops = new MultiThreadIoEventLoopGroup(threads,
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loops.forEach(loop -> tallies.put(loop, new Tally()));
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

    private void keep(Optional<Connection> connection, Throwable fault) {
        synchronized (connections) {
            connection.ifPresent(connections::add);
            if (connection.isEmpty()) {
                faults.add(String.valueOf(fault.getMessage()));
            }
        }
    }

    private CompletableFuture<Connection> open(Room room, String path, int number) {
        var loop = loops.next();
        var connection = new Connection(host, path, new Reader(room, tallies.get(loop), board));
        var bootstrap = new Bootstrap().group(loop)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
            .handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(connection);
                }
            });
        var opening = server.getAddress() != null && server.getAddress().isLoopbackAddress()
            ? bootstrap.connect(server, new InetSocketAddress("127.0.0." + (1 + number % SOURCES), 0))
            : bootstrap.connect(server);
        opening.addListener(done -> {
            if (!done.isSuccess()) {
                connection.ready().completeExceptionally(done.cause());
            }
        });
        return connection.ready().orTimeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    /** Those that shook hands. */
    List<Connection> connections() {
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
    void onEach(java.util.function.Consumer<Connection> action) {
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
            connection.reader().leave();
            connection.close();
        });
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Waits until a time of {@code System.nanoTime()}. */
    static void pause(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
