package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.client.FrameText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read from frames without parsing them. */
class FrameTextTest {

    private final FrameText text = new FrameText();

    private static ByteBuf bytes(String frame) {
        return Unpooled.copiedBuffer(frame, StandardCharsets.UTF_8);
    }

    @Test
    void findsFieldsWhereverTheyStand() {
        for (var padding : new String[] {"", "x", "xx", "xxxxxxxxx", ""}) {
            var frame = bytes("{\"p\":\"" + padding + "\",\"id\":\"m17\",\"text\":\"123 abc\"}");
            int end = frame.writerIndex();
            assertEquals(Ledger.hash("m17"), FrameText.hash(frame, text.id(frame, 0, end), end));
            assertEquals(123, FrameText.number(frame, text.text(frame, 0, end), end));
        }
    }

    @Test
    void saysWhenThereIsNoSuchField() {
        var frame = bytes("{\"type\":\"pong\"}");
        assertEquals(FrameText.NOWHERE, text.id(frame, 0, frame.writerIndex()));
        assertEquals(FrameText.NOWHERE, text.text(frame, 0, 3));
    }

    @Test
    void comparesWithinTheFrameOnly() {
        var frame = bytes("abcabc");
        assertTrue(FrameText.matches(frame, 3, 6, "abc".getBytes(StandardCharsets.UTF_8)));
        assertFalse(FrameText.matches(frame, 3, 5, "abc".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsSentForComparisonIsAWholeEvent() {
        var room = new Room("r1", new Dialect.Parley());
        for (var dialect : new Dialect[] {new Dialect.Stock(), new Dialect.Bare(), new Dialect.Parley()}) {
            var frame = new JsonObject(dialect.post(room, 7, "m7", "99 hello"));
            assertEquals("m7", frame.getJsonObject("body").getString("id"));
        }
        var sent = new Dialect.Bare().post(room, 7, "m7", "99 hello");
        assertTrue(sent.startsWith(new String(room.eventStart(), StandardCharsets.UTF_8)));
    }
}
