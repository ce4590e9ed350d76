package dev.parley.transport.engineio;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a client sends, read (Engine.IO protocol 4, "Packet encoding"). */
sealed interface Packet {

    /** Between the packets of one payload. */
    char SEPARATOR = '\u001e';
    /** Before the base64 text of a binary message in a payload. */
    char BASE64 = 'b';

    /** A text message of the layer above. */
    record Message(String text) implements Packet {
    }

    /** A binary message of the layer above. */
    record Binary(byte[] bytes) implements Packet {
    }

    /** The client leaves. */
    record Close() implements Packet {
    }

    /** Asks whether a WebSocket works, before an upgrade. */
    record Probe() implements Packet {
    }

    /** Answers the server's ping. */
    record Pong() implements Packet {
    }

    /** From now on everything goes over this WebSocket. */
    record Upgrade() implements Packet {
    }

    /** Says nothing. */
    record Noop() implements Packet {
    }

    /** No packet, or none that a client may send. */
    record Faulty() implements Packet {
    }

    /** Reads one packet of text. Never throws: whatever the text, the result says what it is. */
    static Packet read(String text) {
        return switch (text.isEmpty() ? 0 : text.charAt(0)) {
            case '1' -> new Close();
            case '2' -> text.equals("2probe") ? new Probe() : new Faulty();
            case '3' -> new Pong();
            case '4' -> new Message(text.substring(1));
            case '5' -> new Upgrade();
            case '6' -> new Noop();
            default -> new Faulty();
        };
    }

    /** Reads the body of a polling request; what comes after a faulty packet is not looked at. */
    static List<Packet> readAll(String payload) {
        var packets = new ArrayList<Packet>(2);
        for (int from = 0; from <= payload.length(); ) {
            var end = payload.indexOf(SEPARATOR, from);
            var to = end < 0 ? payload.length() : end;
            packets.add(piece(payload.substring(from, to)));
            if (packets.getLast() instanceof Faulty) {
                break;
            }
            from = to + 1;
        }
        return packets;
    }

    private static Packet piece(String text) {
        if (text.isEmpty() || text.charAt(0) != BASE64) {
            return read(text);
        }
        try {
            return new Binary(Base64.getDecoder().decode(text.substring(1)));
        } catch (IllegalArgumentException noBase64) {
            return new Faulty();
        }
    }
}
