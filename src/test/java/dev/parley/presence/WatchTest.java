package dev.parley.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Deserted;
import dev.parley.bus.Newcomer;
import dev.parley.presence.Village.House;
import dev.parley.protocol.Signal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watched channel is told, and when. */
class WatchTest {

    private static final String ROOM = "room.a";
    private static final Newcomer NEWCOMER = new Newcomer("presence." + ROOM, 0);

    private final Village village = new Village(1);
    private final House house = village.add("n1");
    private int number;

    private void join(int count) {
        for (int i = 0; i < count; i++) {
            number++;
            house.open("s" + number, "u" + number);
            house.enter("s" + number, ROOM);
        }
    }

    private void leave(int first, int last) {
        for (int i = first; i <= last; i++) {
            house.close("s" + i, false);
        }
    }

    private void flush() {
        house.presence.watches().flush(village.now());
    }

    private static JsonObject shown(Signal signal) {
        return new JsonObject(signal.json()).getJsonObject("data");
    }

    @Test
    void theFirstChangeIsToldAtOnceAndTheNextTogether() {
        house.presence.watches().arrived(NEWCOMER);
        flush();
        join(1);
        flush();
        assertEquals(1, house.told.size());
        for (int i = 0; i < 9; i++) {
            join(3);
            village.pass(Village.STEP_MS);
        }
        assertEquals(1, house.told.size());
        village.pass(2 * Village.STEP_MS);
        assertEquals(2, house.told.size());
        assertEquals(27, shown(house.told.getLast()).getJsonArray("joined").size());
        assertEquals(28, shown(house.told.getLast()).getInteger("count"));
    }

    @Test
    void whatIsAsItWasIsNotTold() {
        join(1);
        house.presence.watches().arrived(NEWCOMER);
        join(1);
        flush();
        int before = house.told.size();
        house.exit("s1", ROOM);
        house.enter("s1", ROOM);
        village.pass(1000);
        assertEquals(before, house.told.size());
    }

    @Test
    void aNewcomerIsServedAtOnceAlsoBetweenTwoChanges() {
        house.presence.watches().arrived(NEWCOMER);
        join(1);
        flush();
        join(1);
        house.presence.watches().arrived(NEWCOMER);
        flush();
        assertEquals(2, house.states.size());
        village.pass(300);
        assertEquals(2, shown(house.told.getLast()).getInteger("count"));
    }

    @Test
    void aCrowdIsCountedAndSampledAndListedAgainWhenItIsSmall() {
        house.presence.watches().arrived(NEWCOMER);
        join(Village.LISTING.listMax());
        village.pass(1000);
        assertEquals("presence.changed", house.told.getLast().type());
        join(1);
        village.pass(1000);
        var sampled = house.told.getLast();
        assertEquals("presence.state", sampled.type());
        assertTrue(shown(sampled).getBoolean("sample"));
        assertEquals(Village.LISTING.listMax() + 1, shown(sampled).getInteger("count"));
        assertEquals(Village.LISTING.sampleMax(), shown(sampled).getJsonArray("users").size());
        int before = house.told.size();
        join(100);
        village.pass(1100);
        assertEquals(before + 1, house.told.size());
        var changed = shown(house.told.getLast());
        assertEquals(601, changed.getInteger("count"));
        assertEquals(0, changed.getJsonArray("joined").size());
        leave(1, 10);
        join(1);
        village.pass(1100);
        assertEquals(10, shown(house.told.getLast()).getJsonArray("left").size());
        assertEquals(1, shown(house.told.getLast()).getJsonArray("joined").size());
        leave(11, 160);
        village.pass(1100);
        var listed = house.told.getLast();
        assertEquals("presence.state", listed.type());
        assertEquals(442, shown(listed).getJsonArray("users").size());
        assertEquals(442, house.presence.who(ROOM, 1000).size());
    }

    @Test
    void whatNobodyWatchesIsNotTold() {
        house.presence.watches().arrived(NEWCOMER);
        house.presence.watches().deserted(new Deserted(NEWCOMER.channel(), 0));
        join(3);
        village.pass(1000);
        assertEquals(List.of(), house.told);
        assertEquals(0, house.presence.watches().size());
    }
}
