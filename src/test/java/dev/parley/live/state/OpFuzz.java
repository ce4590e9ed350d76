package dev.parley.live.state;

import dev.parley.config.SettingsReader;
import dev.parley.persistence.StateOp;
import dev.parley.protocol.Fields;
import dev.parley.protocol.JsonText;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** The ops of a change of live state. */
public final class OpFuzz {

    private static final OpReader READER = new OpReader(SettingsReader.forTests().state());

    private OpFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            if (JsonText.read(new String(input, StandardCharsets.UTF_8)) instanceof JsonObject body) {
                READER.read(new Fields(body).wellFormed()).forEach(OpFuzz::check);
            }
        } catch (DecodeException | RefusedException meant) {
            // That is how it is meant.
        }
    }

    private static void check(StateOp op) {
        switch (op) {
            case StateOp.Put put -> Json.decodeValue(put.json());
            case StateOp.Member member -> Json.decodeValue(member.json());
            case StateOp.Add add when add.by().scale() > 15 || add.by().precision() > 31 ->
                throw new IllegalStateException("a number that nobody can count with");
            case StateOp.Add add -> { }
            case StateOp.Remove remove -> { }
        }
    }
}
