package dev.parley.transport.socket;

import dev.parley.config.SessionSettings;
import dev.parley.config.SettingsReader;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;

/** The bytes of a WebSocket, from the frame decoder to whole messages, in pieces of every size. */
public final class FramesFuzz {

    private static final SessionSettings SETTINGS = SettingsReader.forTests("session.frameBytesMax=1024",
        "session.frameBytesClose=2048").session();

    private FramesFuzz() {
    }

    /** The first byte says how large the pieces are in which the rest comes. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true).allowMaskMismatch(false).maxFramePayloadLength(4096)
            .withUTF8Validator(false).build()));
        var gathering = new Gathering(new Whole(), SETTINGS);
        var size = (input[0] & 0xFF) + 1;
        try {
            for (int at = 1; at < input.length; at += size) {
                channel.writeInbound(Unpooled.wrappedBuffer(input, at, Math.min(size, input.length - at)));
                if (!take(channel, gathering)) {
                    return;
                }
            }
        } catch (CorruptedWebSocketFrameException corrupt) {
            // The peer is told why and closed.
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    /** False when the line is closed. */
    private static boolean take(EmbeddedChannel channel, Gathering gathering) {
        for (WebSocketFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            try {
                var data = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame
                    || frame instanceof ContinuationWebSocketFrame;
                if (data && gathering.piece(frame, new Witness()).isPresent()) {
                    return false;
                }
            } finally {
                frame.release();
            }
        }
        return true;
    }

    /** Every message is told as it is. */
    private static final class Whole implements Codec {

        @Override
        public String name() {
            return "fuzz";
        }
    }

    /** Holds what it is told to what a message may be. */
    private static final class Witness implements Line.Listener {

        @Override
        public void message(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > SETTINGS.frameBytesMax()) {
                throw new IllegalStateException("a message of " + bytes.length + " bytes");
            }
            if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
                throw new IllegalStateException("a text that is none");
            }
        }

        @Override
        public void opened() {
        }

        @Override
        public void alive() {
        }

        @Override
        public void tooLarge() {
        }

        @Override
        public void unreadable(String why) {
        }

        @Override
        public void full() {
        }

        @Override
        public void drained() {
        }

        @Override
        public void closed() {
        }
    }
}
