package dev.parley.transport.socketio;

import dev.parley.protocol.Event;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Events of channels as packets of a namespace: {@code 42["event",channel,event]}. */
final class EventText {

    private static final byte[] BETWEEN = "\",".getBytes(StandardCharsets.US_ASCII);

    private final byte[] start;

    EventText(String namespace) {
        start = ("42" + PacketText.part(namespace) + "[\"event\",\"").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the packet; the channel's name needs no escaping. */
    void write(Event event, ByteBuf out) {
        out.writeBytes(start).writeBytes(event.channel().getBytes(StandardCharsets.UTF_8)).writeBytes(BETWEEN)
            .writeBytes(event.json().getBytes()).writeByte(']');
    }

    /** How many bytes {@link #write} writes at most. */
    int sizeOf(Event event) {
        return start.length + event.channel().length() * 3 + BETWEEN.length + event.json().length() + 1;
    }
}
