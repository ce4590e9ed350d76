package dev.parley.transport.socket;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.Entrance;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A WebSocket as a line. It stands in the channel's pipeline and takes all frames there, in and out: shared
 * frames enter below the WebSocket encoder, so that TLS still sees them, and never overtake one another.
 */
final class WebSocketLine extends ChannelInboundHandlerAdapter implements SocketLine, Flushed {

    /** A close frame's code when its sender has nothing more to say. */
    private static final int NORMAL = 1000;

    private final LineParts parts;
    private final Channel channel;
    private final Codec codec;
    /** Where our bytes enter. */
    private final ChannelHandlerContext encoder;
    private final Gathering gathering;
    private final Echo echo = new Echo();
    private final Seal seal;
    private final Farewell farewell;
    private Listener listener;
    private boolean dirty;
    private boolean full;
    private boolean closing;

    WebSocketLine(LineParts parts, Channel channel, Codec codec) {
        this.parts = parts;
        this.channel = channel;
        this.codec = codec;
        this.gathering = new Gathering(codec, parts.settings());
        this.farewell = new Farewell(address());
        this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
        var full = parts.settings().outboxBytesMax();
        this.seal = new Seal(channel, full / 2);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(full / 2, full));
    }

    /** From now on what comes is told; the first frame goes out. */
    void open(Listener to) {
        listener = to;
        codec.opening().ifPresent(payload -> write(FrameBytes.text(channel.alloc(), payload)));
        listener.opened();
    }

    @Override
    public String name() {
        return codec.name();
    }

    @Override
    public Allowance address() {
        return Entrance.of(channel).address();
    }

    @Override
    public boolean offer(Supplier<ByteBuf> frame) {
        if (!channel.isWritable()) {
            encoder.flush();
            if (!channel.isWritable()) {
                full = true;
                return false;
            }
        }
        write(seal.shared(frame.get()));
        return true;
    }

    @Override
    public void send(String text) {
        write(FrameBytes.text(channel.alloc(), codec.payload(text)));
    }

    @Override
    public long backlog() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    @Override
    public void send(byte[] bytes) {
        write(FrameBytes.binary(channel.alloc(), bytes));
    }

    @Override
    public void reading(boolean wanted) {
        channel.config().setAutoRead(wanted || closing);
    }

    @Override
    public void ping() {
        write(FrameBytes.ping(channel.alloc(), echo.send()));
    }

    @Override
    public void close(Closing why) {
        if (!closing) {
            codec.closing(why).ifPresent(payload -> write(FrameBytes.text(channel.alloc(), payload)));
            farewell(why.code(), why.reason());
        }
    }

    private void farewell(int code, String reason) {
        write(FrameBytes.close(channel.alloc(), code, reason));
        closing = true;
        channel.config().setAutoRead(true);
        flush();
        channel.eventLoop().schedule(() -> encoder.close(), Farewell.MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void flush() {
        dirty = false;
        seal.flushed();
        encoder.flush();
        if (!channel.isWritable() && !closing) {
            full = true;
            listener.full();
        }
    }

    private void write(ByteBuf frame) {
        if (closing || !channel.isActive()) {
            frame.release();
            return;
        }
        parts.meters().out(frame.readableBytes());
        var overflows = seal.overflows(frame.readableBytes());
        encoder.write(frame, channel.voidPromise());
        if (overflows) {
            seal.flushed();
            encoder.flush();
        }
        if (!dirty) {
            dirty = true;
            parts.flusher().dirty(this);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (full && channel.isWritable()) {
            full = false;
            channel.eventLoop().execute(() -> parts.context().dispatch(listener::drained));
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        parts.context().dispatch(listener::closed);
        ctx.fireChannelInactive();
    }

    /** What the frame decoder could not take is answered; a broken connection is nothing worth a line. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupt) {
            channel.pipeline().remove(WebSocketFrameDecoder.class);
            if (!closing) {
                farewell(corrupt.closeStatus().code(), corrupt.getMessage());
            }
        } else {
            encoder.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        var former = parts.context().beginDispatch();
        try {
            if (closing) {
                late(read);
            } else if (read instanceof WebSocketFrame frame) {
                var bytes = frame.content().readableBytes();
                parts.meters().in(bytes);
                listener.received(bytes);
                received(frame);
            }
        } catch (RuntimeException fault) {
            parts.context().reportException(fault);
        } finally {
            parts.context().endDispatch(former);
            ReferenceCountUtil.release(read);
        }
    }

    private void late(Object read) {
        if (farewell.endsWith(read)) {
            encoder.close();
        }
    }

    private void received(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            closedByPeer(close);
        } else {
            listener.alive();
            heard(frame);
        }
    }

    /** A peer that pings and does not read is owed no more answers than fit. */
    private void heard(WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame flood when !channel.isWritable() -> { }
            case PingWebSocketFrame ping -> write(FrameBytes.pong(channel.alloc(), ping.content()));
            case PongWebSocketFrame pong -> echo.heard(pong.content(), listener);
            default -> gathering.piece(frame, listener).ifPresent(this::close);
        }
    }

    private void closedByPeer(CloseWebSocketFrame close) {
        var code = Math.max(0, close.statusCode());
        if (code == 0 || code == NORMAL) {
            listener.goodbye();
        }
        write(FrameBytes.close(channel.alloc(), code, ""));
        closing = true;
        encoder.flush();
        encoder.close();
    }
}
