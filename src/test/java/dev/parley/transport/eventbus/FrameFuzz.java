package dev.parley.transport.eventbus;

import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Texts;
import dev.parley.session.Starts;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The frames of the event-bus bridge, and what a register says. */
public final class FrameFuzz {

    private FrameFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        switch (FrameReader.read(new String(input, StandardCharsets.UTF_8))) {
            case Frame.Register register -> {
                plain(register.address());
                starts(register.headers());
            }
            case Frame.Send send -> {
                plain(send.address());
                plain(send.replyTo().address());
                starts(send.body());
                new JsonObject(Envelope.rec(send.replyTo().address(), send.body().encode()));
            }
            case Frame.Publish publish -> plain(publish.body().getString("channel"));
            case Frame.Faulty faulty ->
                new JsonObject(Envelope.err(faulty.replyTo().address(), faulty.why()));
            case Frame.Unregister unregister -> plain(unregister.address());
            case Frame.Ping ping -> { }
            case Frame.NotUnderstood not -> { }
        }
    }

    private static void starts(JsonObject said) {
        try {
            Starts.read(said);
        } catch (RefusedException refused) {
            // That is how it is meant.
        }
    }

    private static void plain(String address) {
        if (address.length() > FrameReader.ADDRESS_MAX || !Texts.wellFormed(address)) {
            throw new IllegalStateException("an address that is none");
        }
    }
}
