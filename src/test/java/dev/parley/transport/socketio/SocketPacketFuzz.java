package dev.parley.transport.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The packets of Socket.IO, texts and attachments in turn, as one client sends them. */
public final class SocketPacketFuzz {

    private static final int MOST = 1_024;
    private static final byte TEXT = 0x1e;
    private static final byte BINARY = 0x1f;

    private SocketPacketFuzz() {
    }

    /** Each packet ends with the byte that says what it was. */
    public static void fuzzerTestOneInput(byte[] input) {
        var reader = new PacketReader(MOST);
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == TEXT || input[i] == BINARY) {
                var bytes = Arrays.copyOfRange(input, from, i);
                var read = i < input.length && input[i] == BINARY ? reader.binary(bytes)
                    : reader.text(new String(bytes, StandardCharsets.UTF_8));
                if (read.isPresent() && read.get() instanceof SocketPacket.Event event
                    && event.name().isEmpty() && event.namespace().isEmpty()) {
                    throw new IllegalStateException("an event of nowhere");
                }
                from = i + 1;
            }
        }
    }
}
