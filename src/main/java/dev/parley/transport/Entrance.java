package dev.parley.transport;

import dev.parley.config.EdgeSettings;
import dev.parley.limit.Allowance;
import dev.parley.limit.Arrival;
import dev.parley.limit.Kind;
import dev.parley.limit.Toll.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
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
import java.util.concurrent.TimeUnit;

/**
 * The entrance of one connection of a client: it counts the bytes that come through, and knows how long the
 * client has kept the server waiting, for the head of a request, for its body, or between two. An upgraded
 * connection has its own signs of life.
 */
public final class Entrance {

    private static final String BYTES = "bytes";
    private static final AttributeKey<Entrance> KEY = AttributeKey.valueOf(Entrance.class, "entrance");

    /** What is read of one connection before it is the turn of the next. */
    private static final RecvByteBufAllocator AT_ONCE =
        new FixedRecvByteBufAllocator(2_048).maxMessagesPerRead(1);

    /** What is still read of a request that had its answer before it had said everything. */
    private static final int AFTERWARDS_MAX = 256 * 1024;
    /** How long such a client has to take the answer before the connection is gone. */
    private static final long LEAVING_MS = 1_000;

    /** What the connection is waited for. */
    private enum Phase { HEAD, BODY, ANSWERED, SERVING, IDLE, UPGRADED, LEAVING, CUT }

    private final Channel channel;
    private final Arrival arrival;
    /** Read by the scan, also when the channel has moved to another loop. */
    private volatile Phase phase = Phase.HEAD;
    private volatile long since;
    private long writableAt;
    private int unanswered;
    /** Bytes that came of a request after its answer. */
    private int afterwards;

    Entrance(Channel channel, Arrival arrival, long now) {
        this.channel = channel;
        this.arrival = arrival;
        this.since = now;
        this.writableAt = now;
        channel.config().setRecvByteBufAllocator(AT_ONCE);
        channel.attr(KEY).set(this);
        channel.pipeline().addFirst(BYTES, new Bytes()).addBefore("handler", "requests", new Requests());
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

    /** Reads nothing for so long. */
    void rest(long ms) {
        channel.config().setAutoRead(false);
        later(ms, () -> {
            since = Entrances.now();
            channel.config().setAutoRead(true);
        });
    }

    /** Unless the connection is gone by then. */
    private void later(long ms, Runnable task) {
        var due = channel.eventLoop().schedule(task, ms, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> due.cancel(false));
    }

    /** Closes it now; what waits for a client that takes nothing would keep the connection open for ever. */
    void cut() {
        phase = Phase.CUT;
        if (channel.isWritable()) {
            channel.close();
        } else {
            channel.pipeline().context(BYTES).close();
        }
    }

    /** Which limit of time is exceeded; empty = none. */
    Optional<Limit> late(long now, EdgeSettings edge, long stalledMs) {
        if (channel.isWritable()) {
            writableAt = now;
        }
        return switch (phase) {
            case HEAD -> now - since >= edge.headMs() ? Optional.of(Limit.HEAD_TIME) : Optional.empty();
            case BODY, ANSWERED ->
                now - since >= edge.bodyMs() ? Optional.of(Limit.BODY_TIME) : Optional.empty();
            case IDLE -> now - since >= edge.idleMs() ? Optional.of(Limit.IDLE_TIME) : Optional.empty();
            case SERVING -> now - writableAt >= stalledMs ? Optional.of(Limit.STALLED) : Optional.empty();
            case UPGRADED, LEAVING, CUT -> Optional.empty();
        };
    }

    boolean upgraded() {
        return phase == Phase.UPGRADED;
    }

    private void enter(Phase next) {
        since = Entrances.now();
        phase = next;
    }

    /**
     * Counts what comes, before anything makes sense of it. A connection that is closed while a request is
     * still coming leaves slowly: with bytes unread its end would be a reset, which overtakes the answer. One
     * that was answered so and is not closed may say the rest of its request, if that is not much.
     */
    private final class Bytes extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            if (read instanceof ByteBuf bytes) {
                arrival.address().charge(Kind.BYTES, bytes.readableBytes());
                if (unneeded(ctx, bytes.readableBytes())) {
                    bytes.release();
                    return;
                }
                if (phase == Phase.IDLE) {
                    enter(Phase.HEAD);
                }
            }
            ctx.fireChannelRead(read);
        }

        /** Counts what comes after an answer; true when nobody needs it. */
        private boolean unneeded(ChannelHandlerContext ctx, int bytes) {
            if (phase != Phase.ANSWERED && phase != Phase.LEAVING) {
                return false;
            }
            afterwards += bytes;
            if (afterwards > AFTERWARDS_MAX) {
                channel.config().setAutoRead(false);
                leave(ctx);
            }
            return phase == Phase.LEAVING;
        }

        private void leave(ChannelHandlerContext ctx) {
            if (phase != Phase.LEAVING && channel instanceof DuplexChannel pipe) {
                enter(Phase.LEAVING);
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(told -> pipe.shutdownOutput());
                later(LEAVING_MS, ctx::close);
            }
        }

        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            if ((phase == Phase.BODY || phase == Phase.ANSWERED) && channel.isActive()) {
                channel.config().setAutoRead(true);
                leave(ctx);
            }
            if (phase == Phase.LEAVING) {
                channel.closeFuture().addListener((ChannelFutureListener) closed -> promise.trySuccess());
            } else {
                ctx.close(promise);
            }
        }
    }

    private void answered() {
        if (phase == Phase.SERVING) {
            enter(Phase.IDLE);
        } else if (phase == Phase.BODY) {
            phase = Phase.ANSWERED;
            afterwards = 0;
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
            if (read instanceof LastHttpContent last && last.decoderResult().isSuccess()
                && (phase == Phase.BODY || phase == Phase.ANSWERED)) {
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
                if (unanswered <= 0) {
                    answered();
                }
            }
        }
    }
}
