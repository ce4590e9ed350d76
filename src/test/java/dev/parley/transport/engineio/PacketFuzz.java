package dev.parley.transport.engineio;

import java.nio.charset.StandardCharsets;

/** The packets of Engine.IO, alone and in the body of a polling request. */
public final class PacketFuzz {

    private PacketFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        Packet.read(text);
        var packets = Packet.readAll(text);
        var separators = text.chars().filter(c -> c == Packet.SEPARATOR).count();
        if (packets.isEmpty() || packets.size() > separators + 1) {
            throw new IllegalStateException(packets.size() + " packets, " + separators + " separators");
        }
        for (var packet : packets.subList(0, packets.size() - 1)) {
            if (packet instanceof Packet.Faulty) {
                throw new IllegalStateException("read on behind a faulty packet");
            }
        }
    }
}
