package dev.parley.fuzz;

import dev.parley.auth.TokenFuzz;
import dev.parley.console.Console;
import dev.parley.gateway.LetterFuzz;
import dev.parley.live.state.OpFuzz;
import dev.parley.presence.GossipFuzz;
import dev.parley.protocol.JsonFuzz;
import dev.parley.relay.WireFuzz;
import dev.parley.transport.engineio.PacketFuzz;
import dev.parley.transport.eventbus.FrameFuzz;
import dev.parley.transport.socket.FramesFuzz;
import dev.parley.transport.socket.TextFuzz;
import dev.parley.transport.socketio.SocketPacketFuzz;
import dev.parley.transport.sockjs.SockJsFuzz;
import dev.parley.transport.sse.StreamIdFuzz;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Readers of what comes from outside. Each takes any bytes and throws on a fault only. Its corpus is the
 * folder of its name below {@code src/test/resources/fuzz}; {@code scripts/fuzz} finds it by this list.
 */
enum FuzzTarget {
    FRAMES(FramesFuzz.class, FramesFuzz::fuzzerTestOneInput),
    TEXT(TextFuzz.class, TextFuzz::fuzzerTestOneInput),
    SOCKJS(SockJsFuzz.class, SockJsFuzz::fuzzerTestOneInput),
    FRAME(FrameFuzz.class, FrameFuzz::fuzzerTestOneInput),
    COMMAND(CommandFuzz.class, CommandFuzz::fuzzerTestOneInput),
    JSON(JsonFuzz.class, JsonFuzz::fuzzerTestOneInput),
    ENGINEIO(PacketFuzz.class, PacketFuzz::fuzzerTestOneInput),
    SOCKETIO(SocketPacketFuzz.class, SocketPacketFuzz::fuzzerTestOneInput),
    STREAMID(StreamIdFuzz.class, StreamIdFuzz::fuzzerTestOneInput),
    WIRE(WireFuzz.class, WireFuzz::fuzzerTestOneInput),
    GOSSIP(GossipFuzz.class, GossipFuzz::fuzzerTestOneInput),
    OPS(OpFuzz.class, OpFuzz::fuzzerTestOneInput),
    LETTER(LetterFuzz.class, LetterFuzz::fuzzerTestOneInput),
    TOKEN(TokenFuzz.class, TokenFuzz::fuzzerTestOneInput);

    private final Class<?> type;
    private final Consumer<byte[]> reader;

    FuzzTarget(Class<?> type, Consumer<byte[]> reader) {
        this.type = type;
        this.reader = reader;
    }

    /** Shows it to the reader, which throws when it does wrong. */
    void show(byte[] input) {
        reader.accept(input);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Prints each target and its class, for the script. */
    public static void main(String[] arguments) {
        for (var target : values()) {
            Console.say(target.word() + " " + target.type.getName());
        }
    }
}
