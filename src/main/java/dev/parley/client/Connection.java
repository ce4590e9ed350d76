package dev.parley.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One WebSocket client at the least cost: shakes hands, takes frames apart, hands them on. */
public final class Connection<E extends Ears> extends ByteToMessageDecoder {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_MAX = 8_192;
    private static final int LOST = 1006;
    private static final int GONE = 1000;

    private final String request;
    private final E ears;
    private final CompletableFuture<Connection<E>> ready = new CompletableFuture<>();
    private boolean open;
    private int closeCode = LOST;
    private Optional<Channel> channel = Optional.empty();

    /** The request is that of the opening handshake. */
    public Connection(String host, String path, E ears) {
        this.request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\n\r\n";
        this.ears = ears;
    }

    /** Completes when the hands are shaken. */
    public CompletableFuture<Connection<E>> ready() {
        return ready;
    }

    public E ears() {
        return ears;
    }

    /** Sends a text frame; on any thread. */
    public void send(String text) {
        channel.ifPresent(pipe -> pipe.writeAndFlush(Frames.text(pipe.alloc(), text), pipe.voidPromise()));
    }

    /** Runs on this connection's loop. */
    public void execute(Runnable task) {
        channel.ifPresent(pipe -> pipe.eventLoop().execute(task));
    }

    public void close() {
        channel.ifPresent(Channel::close);
    }

    /** Says goodbye as browsers do when a page is left: the server closes. */
    public void farewell() {
        channel.ifPresent(pipe -> pipe.writeAndFlush(Frames.close(pipe.alloc(), GONE), pipe.voidPromise()));
    }

    /** Hears and answers nothing any more, and does not close: as if the network were cut. */
    public void deafen() {
        channel.ifPresent(pipe -> pipe.config().setAutoRead(false));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = Optional.of(context.channel());
        var bytes = request.getBytes(StandardCharsets.US_ASCII);
        context.writeAndFlush(context.alloc().buffer(bytes.length).writeBytes(bytes));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (open || shakeHands(in)) {
            while (frame(context, in)) {
                // Until a frame is incomplete.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        ears.readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        ears.closed(open, closeCode);
        ready.completeExceptionally(new IllegalStateException("closed while shaking hands"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        ready.completeExceptionally(fault);
        context.close();
    }

    private boolean shakeHands(ByteBuf in) {
        int end = -1;
        for (int at = in.readerIndex(); at <= in.writerIndex() - HEAD_END.length && end < 0; at++) {
            if (FrameText.matches(in, at, in.writerIndex(), HEAD_END)) {
                end = at;
            }
        }
        if (end < 0) {
            if (in.readableBytes() > HEAD_MAX) {
                throw new IllegalStateException("the answer is no handshake");
            }
            return false;
        }
        var head = in.toString(in.readerIndex(), end - in.readerIndex(), StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException("refused: " + head.lines().findFirst().orElse(""));
        }
        in.readerIndex(end + HEAD_END.length);
        open = true;
        ready.complete(this);
        return true;
    }

    /** Takes one frame; false when it is not all there. */
    private boolean frame(ChannelHandlerContext context, ByteBuf in) {
        int start = in.readerIndex();
        if (in.readableBytes() < 2) {
            return false;
        }
        int length = in.getByte(start + 1) & 0x7f;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.readableBytes() < head) {
            return false;
        }
        length = switch (length) {
            case 126 -> in.getUnsignedShort(start + 2);
            case 127 -> Math.toIntExact(in.getLong(start + 2));
            default -> length;
        };
        if (in.readableBytes() < head + length) {
            return false;
        }
        int first = in.getByte(start);
        in.skipBytes(head + length);
        switch (first & 0x0f) {
            case Frames.CLOSE -> {
                closeCode = length < 2 ? LOST : in.getUnsignedShort(start + head);
                context.close();
            }
            case Frames.PING -> context.writeAndFlush(
                Frames.pong(context.alloc(), in, start + head, length), context.voidPromise());
            case Frames.PONG -> { }
            default -> ears.message(in, start + head, length);
        }
        return true;
    }
}
