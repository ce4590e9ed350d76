package dev.parley.transport.sockjs;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;

/** What SockJS clients send, and what becomes of each message on its way back. */
public final class SockJsFuzz {

    private SockJsFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        SockJsFrames.messages(text).ifPresent(messages -> messages.forEach(SockJsFuzz::comesBack));
        comesBack(text);
    }

    /** Half surrogates, which a JSON text may escape, are not UTF-8: there the JDK's question mark stands. */
    private static void comesBack(String message) {
        var frame = new String(SockJsFrames.array(message), StandardCharsets.UTF_8);
        var sent = new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var got = new JsonArray(frame.substring(1));
        if (got.size() != 1 || !sent.equals(got.getString(0))) {
            throw new IllegalStateException("sent " + message.length() + " characters, got " + frame);
        }
        if (frame.chars().anyMatch(c -> c < ' ' || c >= 0x2028 && c <= 0x2029 || c >= 0xFFF0)) {
            throw new IllegalStateException("a character that some browser cannot carry");
        }
    }
}
