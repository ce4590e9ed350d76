package dev.parley.transport.socket;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Messages in fragments, and their strict decoding, compared with what the JDK makes of the whole. */
public final class TextFuzz {

    private static final int MOST = 200;
    private static final int END = 400;

    private TextFuzz() {
    }

    /** Each byte below 16 ends a fragment, and is not part of it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var message = new MessageBytes(MOST, END);
        var all = Unpooled.buffer();
        var from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || (input[i] & 0xFF) < 16) {
                var fits = all.readableBytes() + i - from <= END;
                if (message.add(Unpooled.wrappedBuffer(input, from, i - from)) != fits) {
                    throw new IllegalStateException("the bound of a message is not kept");
                }
                if (!fits) {
                    return;
                }
                all.writeBytes(input, from, i - from);
                from = i + 1;
            }
        }
        if (message.tooLarge() != all.readableBytes() > MOST) {
            throw new IllegalStateException("too large, or not");
        }
        if (!message.tooLarge()) {
            compare(message.bytes(), Arrays.copyOf(all.array(), all.readableBytes()));
        }
    }

    private static void compare(byte[] bytes, byte[] whole) {
        if (!Arrays.equals(bytes, whole)) {
            throw new IllegalStateException("another message");
        }
        Optional<String> text;
        try {
            text = Optional.of(StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(whole)).toString());
        } catch (CharacterCodingException malformed) {
            text = Optional.empty();
        }
        if (!Utf8.decode(bytes).equals(text)) {
            throw new IllegalStateException("another text");
        }
    }
}
