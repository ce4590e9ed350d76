package dev.parley.transport.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what clients of Socket.IO send, and writing what they shall read. */
class PacketReaderTest {

    private static final int MOST = 200;
    private static final SocketPacket FAULTY = new SocketPacket.Faulty();

    private final PacketReader reader = new PacketReader(MOST);

    private SocketPacket read(String text) {
        return reader.text(text).orElseThrow();
    }

    private static SocketPacket.Event event(String namespace, OptionalLong id, String name,
                                            Object... values) {
        return new SocketPacket.Event(namespace, id, name, JsonArray.of(values), false);
    }

    @Test
    void readsEveryPacketThatAClientMaySend() {
        assertEquals(new SocketPacket.Connect("/", new JsonObject()), read("0"));
        assertEquals(new SocketPacket.Connect("/", new JsonObject("{\"a\":1}")), read("0{\"a\":1}"));
        assertEquals(new SocketPacket.Connect("/chat", new JsonObject()), read("0/chat,"));
        assertEquals(new SocketPacket.Connect("/chat", new JsonObject()), read("0/chat"));
        assertEquals(new SocketPacket.Disconnect("/"), read("1"));
        assertEquals(new SocketPacket.Disconnect("/chat"), read("1/chat,"));
        assertEquals(event("/", OptionalLong.empty(), "x"), read("2[\"x\"]"));
        assertEquals(event("/chat", OptionalLong.of(12), "x", 1, null, "/,7"),
            read("2/chat,12[\"x\",1,null,\"/,7\"]"));
        assertEquals(event("/", OptionalLong.of(0), "1"), read("20[1]"));
        assertEquals(new SocketPacket.Ack("/", 3, JsonArray.of("ok")), read("33[\"ok\"]"));
        assertEquals(new SocketPacket.Ack("/chat", 3, new JsonArray()), read("3/chat,3[]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "4{}", "7", "a", "2", "2null", "31null", "2{}", "2[]", "2[null]", "2[{}]", "2[\"x\"",
        "2[\"x\"]]", "2abc[\"x\"]", "2[\"connect\"]", "2[\"disconnecting\"]", "0[]", "0null", "01",
        "0{", "11", "1{}", "3[]", "31{}", "3", "2-1[\"x\"]", "5[\"x\"]", "5-[\"x\"]", "51",
        "511-[\"x\"]", "599999-[\"x\"]", "21234567890123456[\"x\"]", "251-[\"x\"]\u0000"})
    void refusesWhatNoClientMaySend(String text) {
        assertEquals(FAULTY, read(text));
    }

    @Test
    void refusesNamesWithoutEndAndJsonWithoutBottom() {
        assertEquals(FAULTY, read("0/" + "x".repeat(300)));
        var deep = new PacketReader(1 << 20);
        assertEquals(Optional.of(FAULTY), deep.text("2[\"x\"," + "[".repeat(200) + "]".repeat(200) + "]"));
    }

    @Test
    void putsAttachmentsInTheirPlaces() {
        var text = "52-/chat,7[\"x\",{\"a\":[{\"_placeholder\":true,\"num\":1}]},"
            + "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":false,\"num\":0}]";
        assertEquals(Optional.empty(), reader.text(text));
        assertEquals(Optional.empty(), reader.binary(new byte[] {1}));
        var whole = (SocketPacket.Event) reader.binary(new byte[] {2, 3}).orElseThrow();
        assertTrue(whole.binary());
        assertEquals(OptionalLong.of(7), whole.id());
        assertEquals("52-", PacketText.event("/chat", "7", new JsonArray().add("x").addAll(whole.arguments()))
            .text().substring(0, 3));
        var first = (java.util.Map<?, ?>) whole.arguments().getList().get(0);
        assertEquals(Buffer.buffer(new byte[] {2, 3}), ((java.util.List<?>) first.get("a")).getFirst());
        assertEquals(Buffer.buffer(new byte[] {1}), whole.arguments().getList().get(1));
        assertEquals(event("/", OptionalLong.empty(), "y"), read("2[\"y\"]"));
    }

    @Test
    void refusesAttachmentsThatNobodyAnnouncedOrNamed() {
        assertEquals(Optional.of(FAULTY), reader.binary(new byte[] {1}));
        for (var number : new String[] {"1", "-1", "\"0\"", "null", "0.5", "99999999999"}) {
            var each = new PacketReader(MOST);
            each.text("51-[\"x\",{\"_placeholder\":true,\"num\":" + number + "}]");
            assertEquals(Optional.of(FAULTY), each.binary(new byte[] {1}), number);
        }
    }

    @Test
    void aTextBetweenAttachmentsIsAFault() {
        reader.text("52-[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        reader.binary(new byte[] {1});
        assertEquals(FAULTY, read("2[\"y\"]"));
    }

    @Test
    void tellsWhatWasTooLargeWithoutReadingIt() {
        assertEquals(new SocketPacket.TooLarge("/chat", OptionalLong.of(5)),
            read("2/chat,5[\"x\",\"" + "y".repeat(MOST) + "\"]"));
        assertEquals(FAULTY, read("0{\"token\":\"" + "y".repeat(MOST) + "\"}"));
        reader.text("52-8[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        reader.binary(new byte[MOST]);
        assertEquals(Optional.of(new SocketPacket.TooLarge("/", OptionalLong.of(8))),
            reader.binary(new byte[1]));
        var euros = "2[\"x\",\"" + "€".repeat(MOST / 3) + "\"]";
        assertTrue(read(euros) instanceof SocketPacket.TooLarge, "bytes count, not characters");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var values = new JsonArray().add("x").add(new JsonObject().put("a", Buffer.buffer("b")))
            .add(Buffer.buffer("c")).add(1.5).addNull();
        var packet = PacketText.ack("/", 9, values);
        assertEquals("62-9[\"x\",{\"a\":{\"_placeholder\":true,\"num\":0}},"
            + "{\"_placeholder\":true,\"num\":1},1.5,null]", packet.text());
        reader.text(packet.text());
        reader.binary(packet.attachments().get(0));
        var again = (SocketPacket.Ack) reader.binary(packet.attachments().get(1)).orElseThrow();
        assertEquals(packet.text(), PacketText.ack("/", 9, again.arguments()).text());
        assertEquals("2/n,[1]", PacketText.event("/n", "", JsonArray.of(1)).text());
    }

    @Test
    void neverThrowsWhateverComes() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces = new String[] {"0", "1", "2", "3", "5", "6", "1-", "2-", "/a", "/", ",", "7", "[", "]",
            "{", "}", "\"x\"", ":", "{\"_placeholder\":true,\"num\":0}", "null", "\ud83d", "\u0000"};
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int count = random.nextInt(8); count > 0; count--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            var each = new PacketReader(MOST);
            try {
                for (var packet = each.text(text.toString()); packet.isEmpty(); ) {
                    packet = each.binary(new byte[random.nextInt(3)]);
                }
            } catch (RuntimeException fault) {
                throw new AssertionError("seed " + seed + ": " + text, fault);
            }
        }
    }
}
