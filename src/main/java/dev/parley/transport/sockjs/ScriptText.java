package dev.parley.transport.sockjs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A SockJS frame as a string inside a script: nothing in it can end the string or the script. */
final class ScriptText {

    private static final byte[] LESS = "\\u003c".getBytes(StandardCharsets.US_ASCII);

    private ScriptText() {
    }

    /** Frames hold no control characters, so that only what delimits is escaped. */
    static byte[] quote(byte[] frame) {
        var quoted = new ByteArrayOutputStream(frame.length + 16);
        quoted.write('"');
        for (var b : frame) {
            switch (b) {
                case '"', '\\' -> {
                    quoted.write('\\');
                    quoted.write(b);
                }
                case '<' -> quoted.writeBytes(LESS);
                default -> quoted.write(b);
            }
        }
        quoted.write('"');
        return quoted.toByteArray();
    }
}
