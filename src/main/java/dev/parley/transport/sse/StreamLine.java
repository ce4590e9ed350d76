package dev.parley.transport.sse;

import dev.parley.hub.Broadcast;
import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.transport.socket.Flushed;
import dev.parley.transport.socket.LineParts;
import dev.parley.transport.socket.Seal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import java.nio.charset.StandardCharsets;

/**
 * The connection below one stream. After the head of the response, which Vert.x writes, blocks go out as
 * chunks below its encoder: shared bytes, one flush per turn, and the socket's own word on when it is full.
 */
final class StreamLine extends ChannelInboundHandlerAdapter implements Flushed {

    private static final String VERTX = "handler";
    private static final String ENCODER = "httpEncoder";
    private static final int HEX_MAX = 10;
    private static final byte[] CHUNK_END = {'\r', '\n'};

    private final LineParts parts;
    private final Channel channel;
    private final boolean chunked;
    private final ChannelHandlerContext encoder;
    private final Listener listener;
    private final Seal seal;
    private boolean dirty;
    private boolean full;
    private boolean over;

    /** Who hears of the line's state; on its event loop. */
    interface Listener {

        /** It cannot take more, even after a flush. */
        void full();

        /** There is room again; never called from within {@link StreamLine#send}. */
        void drained();
    }

    /**
     * The head of the response has been written.
     *
     * @param chunked whether the body comes in chunks; else it ends with the connection, as for HTTP/1.0
     */
    StreamLine(LineParts parts, Channel channel, boolean chunked, Listener listener) {
        this.parts = parts;
        this.channel = channel;
        this.chunked = chunked;
        this.listener = listener;
        this.encoder = channel.pipeline().context(ENCODER);
        var most = parts.settings().outboxBytesMax();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(most / 2, most));
        seal = new Seal(channel, most / 2);
        channel.pipeline().addBefore(VERTX, "parley", this);
    }

    /** Writes the events, each behind the positions that it moves; false when the line is full. */
    boolean send(Broadcast broadcast, Positions positions) {
        if (!channel.isWritable()) {
            encoder.flush();
            if (!channel.isWritable()) {
                full = true;
                return false;
            }
        }
        var frame = broadcast.frame(SseFormat.INSTANCE);
        int at = frame.readerIndex();
        for (var event : broadcast.events()) {
            var length = frame.getInt(at);
            block(event, frame.retainedSlice(at + SseFormat.LENGTH_BYTES, length), positions);
            at += SseFormat.LENGTH_BYTES + length;
        }
        return true;
    }

    /** Writes a block of this stream alone, always: there are few, and nobody but the server causes them. */
    void send(String block) {
        var text = block.getBytes(StandardCharsets.UTF_8);
        var chunk = channel.alloc().directBuffer(HEX_MAX + text.length);
        size(text.length, chunk).writeBytes(text);
        write(chunked ? chunk.writeBytes(CHUNK_END) : chunk);
        parts.meters().out(text.length);
    }

    boolean isFull() {
        return !channel.isWritable();
    }

    /** Nothing more is written here. */
    void end() {
        flush();
        over = true;
    }

    @Override
    public void flush() {
        dirty = false;
        if (!over) {
            seal.flushed();
            encoder.flush();
            if (!channel.isWritable()) {
                full = true;
                listener.full();
            }
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

    private void block(Event event, ByteBuf shared, Positions positions) {
        int id = 0;
        if (event instanceof Publication publication) {
            positions.set(publication.channel(), publication.epoch(), publication.seq());
            id = positions.length();
        }
        int bytes = id + shared.readableBytes() - SseFormat.CHUNK_END_BYTES;
        var own = size(bytes, channel.alloc().directBuffer(HEX_MAX + id));
        if (id > 0) {
            positions.write(own);
        }
        write(own);
        write(seal.shared(chunked ? shared
            : shared.writerIndex(shared.writerIndex() - SseFormat.CHUNK_END_BYTES)));
        parts.meters().out(bytes);
    }

    private ByteBuf size(int bytes, ByteBuf into) {
        if (chunked) {
            into.writeCharSequence(Integer.toHexString(bytes), StandardCharsets.US_ASCII);
            into.writeBytes(CHUNK_END);
        }
        return into;
    }

    private void write(ByteBuf piece) {
        if (over || !channel.isActive()) {
            piece.release();
            return;
        }
        int bytes = piece.readableBytes();
        encoder.write(piece, channel.voidPromise());
        if (seal.overflows(bytes)) {
            seal.flushed();
            encoder.flush();
        }
        if (!dirty) {
            dirty = true;
            parts.flusher().dirty(this);
        }
    }
}
