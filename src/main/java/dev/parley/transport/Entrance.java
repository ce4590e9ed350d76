package dev.parley.transport;

import dev.parley.config.EdgeSettings;
import dev.parley.limit.Allowance;
import dev.parley.limit.Arrival;
import dev.parley.limit.Kind;
import dev.parley.limit.Toll.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * The entrance of one connection of a client: it counts the bytes that come through, and knows how long the
 * client has kept the server waiting, for the head of a request, for its body, or between two. An upgraded
 * connection has its own signs of life.
 */
public final class Entrance {

    private static final AttributeKey<Entrance> KEY = AttributeKey.valueOf(Entrance.class, "entrance");

    /** What is read of one connection before it is the turn of the next. */
    private static final RecvByteBufAllocator AT_ONCE =
        new AdaptiveRecvByteBufAllocator(512, 2_048, 8_192).maxMessagesPerRead(1);

    /** What the connection is waited for. */
    private enum Phase { HEAD, BODY, SERVING, IDLE, UPGRADED }

    private final Channel channel;
    private final Arrival arrival;
    /** Read by the scan, also when the channel has moved to another loop. */
    private volatile Phase phase = Phase.HEAD;
    private volatile long since;
    private long writableAt;
    private int unanswered;

    Entrance(Channel channel, Arrival arrival, long now) {
        this.channel = channel;
        this.arrival = arrival;
        this.since = now;
        this.writableAt = now;
        channel.config().setRecvByteBufAllocator(AT_ONCE);
        channel.attr(KEY).set(this);
        channel.pipeline().addFirst("bytes", new Bytes()).addBefore("handler", "requests", new Requests());
    }

    /** The entrance through which a request came. */
    public static Entrance of(HttpServerRequest request) {
        return of(channel(request.connection()));
    }

    /** What carries a connection. */
    static Channel channel(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            return base.channelHandlerContext().channel();
        }
        throw new IllegalArgumentException("no connection of a server: " + connection.getClass());
    }

    /** The entrance of a channel. */
    public static Entrance of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** Who came in. */
    public Arrival arrival() {
        return arrival;
    }

    /** What all connections of the same client share. */
    public Allowance address() {
        return arrival.address();
    }

    Channel channel() {
        return channel;
    }

    /** Which limit of time is exceeded; empty = none. */
    Optional<Limit> late(long now, EdgeSettings edge, long stalledMs) {
        if (channel.isWritable()) {
            writableAt = now;
        }
        return switch (phase) {
            case HEAD -> now - since >= edge.headMs() ? Optional.of(Limit.HEAD_TIME) : Optional.empty();
            case BODY -> now - since >= edge.bodyMs() ? Optional.of(Limit.BODY_TIME) : Optional.empty();
            case IDLE -> now - since >= edge.idleMs() ? Optional.of(Limit.IDLE_TIME) : Optional.empty();
            case SERVING -> now - writableAt >= stalledMs ? Optional.of(Limit.STALLED) : Optional.empty();
            case UPGRADED -> Optional.empty();
        };
    }

    boolean upgraded() {
        return phase == Phase.UPGRADED;
    }

    private void enter(Phase next) {
        since = Entrances.now();
        phase = next;
    }

    /** Counts what comes, before anything makes sense of it. */
    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            if (read instanceof ByteBuf bytes) {
                arrival.address().charge(Kind.BYTES, bytes.readableBytes());
                if (phase == Phase.IDLE) {
                    enter(Phase.HEAD);
                }
            }
            ctx.fireChannelRead(read);
        }
    }

    /** Sees requests begin and end, and their answers end. */
    private final class Requests extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            if (read instanceof HttpRequest) {
                unanswered++;
                enter(Phase.BODY);
            }
            if (read instanceof LastHttpContent && phase == Phase.BODY) {
                enter(unanswered > 0 ? Phase.SERVING : Phase.IDLE);
            }
            ctx.fireChannelRead(read);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
            ctx.write(written, promise);
            if (written instanceof HttpResponse head && head.status().codeClass()
                == HttpStatusClass.INFORMATIONAL) {
                if (head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                    enter(Phase.UPGRADED);
                    ctx.pipeline().remove(this);
                }
            } else if (written instanceof LastHttpContent) {
                unanswered--;
                if (unanswered <= 0 && phase == Phase.SERVING) {
                    enter(Phase.IDLE);
                }
            }
        }
    }
}
