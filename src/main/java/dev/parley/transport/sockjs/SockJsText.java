package dev.parley.transport.sockjs;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Text as a JSON string that SockJS clients can take: besides what JSON wants escaped, all that some
 * browser could not carry (sockjs-protocol, "escaping").
 */
public final class SockJsText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FOUR_BYTES = 0xF0;
    private static final int THREE_BYTES = 0xE0;

    private SockJsText() {
    }

    /** Writes the UTF-8 text between quotation marks, as UTF-8. */
    public static void quote(byte[] text, int from, int to, ByteBuf out) {
        out.writeByte('"');
        var plain = from;
        for (int i = from; i < to; ) {
            var b = text[i] & 0xFF;
            var size = b < 0x80 ? 1 : b < THREE_BYTES ? 2 : b < FOUR_BYTES ? 3 : 4;
            if (size == 1 && b >= ' ' && b != '"' && b != '\\' || size == 2
                || size == 3 && !fragile(codePoint(text, i, 3))) {
                i += size;
                continue;
            }
            out.writeBytes(text, plain, i - plain);
            escape(size == 1 ? b : codePoint(text, i, size), out);
            i += size;
            plain = i;
        }
        out.writeBytes(text, plain, to - plain).writeByte('"');
    }

    private static void escape(int codePoint, ByteBuf out) {
        if (codePoint == '"' || codePoint == '\\') {
            out.writeByte('\\').writeByte(codePoint);
        } else {
            for (var unit : Character.toChars(codePoint)) {
                out.writeByte('\\').writeByte('u').writeByte(HEX[unit >> 12]).writeByte(HEX[unit >> 8 & 0xF])
                    .writeByte(HEX[unit >> 4 & 0xF]).writeByte(HEX[unit & 0xF]);
            }
        }
    }

    private static boolean fragile(int c) {
        return c >= 0x200C && c <= 0x200F || c >= 0x2028 && c <= 0x202F || c >= 0x2060 && c <= 0x206F
            || c >= 0xFFF0;
    }

    private static int codePoint(byte[] text, int at, int size) {
        return size == 3
            ? (text[at] & 0xF) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F
            : (text[at] & 0x7) << 18 | (text[at + 1] & 0x3F) << 12 | (text[at + 2] & 0x3F) << 6
                | text[at + 3] & 0x3F;
    }
}
