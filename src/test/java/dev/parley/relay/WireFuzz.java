package dev.parley.relay;

import dev.parley.protocol.Event;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;

/** What one node's relay tells another's, down to the events; what is read is written and read again. */
public final class WireFuzz {

    private WireFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (Wire.decode(Buffer.buffer(input)) instanceof Frame.Load load) {
            var damaged = new boolean[1];
            load.events().onDamage(() -> damaged[0] = true);
            var events = events(load);
            if (!damaged[0] && load.node().length() <= 100) {
                var again = Wire.decode(Wire.encode(1, load.node(), load.life(), load.counter(), events));
                if (!(again instanceof Frame.Load same) || !events(same).equals(events)) {
                    throw new IllegalStateException("read otherwise the second time");
                }
            }
        }
    }

    private static ArrayList<Event> events(Frame.Load load) {
        var events = new ArrayList<Event>();
        load.events().forEach(channel -> true, events::add);
        return events;
    }
}
