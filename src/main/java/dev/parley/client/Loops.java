package dev.parley.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The few event loops that all connections of a program live on. */
public final class Loops implements AutoCloseable {

    /** Loopback addresses that clients come from: each gives some 28,000 ports. */
    private static final int SOURCES = 16;
    private static final int CONNECT_TIMEOUT_MS = 20_000;

    private final EventLoopGroup loops;

    public Loops(int threads) {
        loops = new MultiThreadIoEventLoopGroup(threads,
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** All of them. */
    public List<EventExecutor> all() {
        var all = new ArrayList<EventExecutor>();
        loops.forEach(all::add);
        return all;
    }

    /** One of them, in turns. */
    public EventLoop next() {
        return loops.next();
    }

    /**
     * Opens a connection on one of the loops.
     *
     * @param number spreads clients over source addresses, where the server is on this machine
     * @return completes when the hands are shaken
     */
    public <E extends Ears> CompletableFuture<Connection<E>> open(EventLoop loop, InetSocketAddress server,
                                                                  Connection<E> connection, int number) {
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

    @Override
    public void close() {
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
