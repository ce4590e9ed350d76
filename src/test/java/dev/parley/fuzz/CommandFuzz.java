package dev.parley.fuzz;

import dev.parley.config.SettingsReader;
import dev.parley.notification.NotificationClient;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.RefusedException;
import dev.parley.room.RoomClient;
import dev.parley.room.UserClient;
import dev.parley.session.SessionClient;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The bodies of commands: every reader takes them or refuses, and does nothing else. */
public final class CommandFuzz {

    private static final List<Offer<?>> OFFERS = offers();

    private CommandFuzz() {
    }

    /** The first byte names the command, the rest is its body; every reader is shown it now and then. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            var body = new JsonObject(new String(input, 1, input.length - 1, StandardCharsets.UTF_8));
            if (input[0] == '*') {
                OFFERS.forEach(offer -> read(offer, body));
            } else {
                read(OFFERS.get((input[0] & 0xFF) % OFFERS.size()), body);
            }
        } catch (DecodeException noObject) {
            // The frame reader says so, and no command is called.
        }
    }

    private static void read(Offer<?> offer, JsonObject body) {
        try {
            offer.reader().apply(new Fields(body).wellFormed());
        } catch (RefusedException refused) {
            if (refused.refusal().message().isBlank()) {
                throw new IllegalStateException(offer.address() + " " + offer.action() + " says nothing");
            }
        }
    }

    private static List<Offer<?>> offers() {
        var rooms = SettingsReader.forTests().rooms();
        return Stream.<List<Offer<?>>>of(
            new RoomClient(null, null, rooms, () -> "new", 1).offers(),
            new NotificationClient(null, rooms.pageMax(), () -> "new").offers(),
            new UserClient(null, () -> "new", Clock.systemUTC(), 1).offers(),
            new SessionClient(null).offers()).<Offer<?>>flatMap(List::stream).toList();
    }
}
