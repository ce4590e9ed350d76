package dev.parley.transport.sockjs;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;

/** Quoted messages that wait for a response to be written to, and what a socket has not taken yet. */
final class Outbox {

    private final int most;
    private final Deque<ByteBuf> elements = new ArrayDeque<>(4);
    private long waiting;
    private long unwritten;

    /** @param most bytes above which it is full */
    Outbox(int most) {
        this.most = most;
    }

    /** Takes over the buffer. */
    void add(ByteBuf element) {
        elements.add(element);
        waiting += element.readableBytes();
    }

    void add(String message) {
        var text = SockJsFrames.bytes(message);
        var element = Unpooled.buffer(text.length * 5 / 4 + 2);
        SockJsText.quote(text, 0, text.length, element);
        add(element);
    }

    boolean empty() {
        return elements.isEmpty();
    }

    boolean full() {
        return waiting + unwritten >= most;
    }

    /** There is room for more than a message or two. */
    boolean roomy() {
        return waiting + unwritten <= most / 2;
    }

    /** Does the socket lag behind? Then what waits shall go on waiting, to go out together. */
    boolean lagging() {
        return unwritten > most / 2;
    }

    /** All that waits, as one array frame. */
    byte[] frame() {
        var frame = Unpooled.buffer((int) waiting + elements.size() + 3).writeByte('a');
        var separator = '[';
        for (var element : elements) {
            frame.writeByte(separator).writeBytes(element);
            separator = ',';
        }
        clear();
        frame.writeByte(']');
        var bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }

    void writing(int bytes) {
        unwritten += bytes;
    }

    void written(int bytes) {
        unwritten -= bytes;
    }

    void clear() {
        elements.forEach(ByteBuf::release);
        elements.clear();
        waiting = 0;
    }
}
