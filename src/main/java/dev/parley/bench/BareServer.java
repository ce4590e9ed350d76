package dev.parley.bench;

import dev.parley.console.Console;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;

/**
 * The least that a JVM can do to send what one says to all: no names, no store, no rights. It is the limit
 * that a server on Netty is measured against. Prints its port when it listens.
 */
final class BareServer {

    private final EventLoopGroup loops;
    private final Map<EventExecutor, BareCrowd> crowds = new HashMap<>();

    private BareServer(int threads) {
        loops = new MultiThreadIoEventLoopGroup(threads,
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loops.forEach(loop -> crowds.put(loop, new BareCrowd(loop)));
    }

    /** Arguments: the port, and how many event loops. */
    public static void main(String[] arguments) {
        new BareServer(Integer.parseInt(arguments[1])).listen(Integer.parseInt(arguments[0]));
    }

    private void listen(int port) {
        new ServerBootstrap().group(loops)
            .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4_096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(8_192),
                        new WebSocketServerProtocolHandler("/"),
                        new BareMember(crowds.get(channel.eventLoop()), crowds.values()));
                }
            })
            .bind("127.0.0.1", port).syncUninterruptibly();
        Console.say("listening");
    }
}
