package dev.parley.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Newcomer;
import dev.parley.presence.Village.House;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is lost is held for a moment; what says goodbye is gone. On two nodes, watched on the first. */
class HoldTest {

    private static final String ROOM = "room.a";
    private static final long HOLD_MS = 3000;

    private final Village village = new Village(1);
    private final House near = village.add("n1");
    private final House far = village.add("n2");

    @BeforeEach
    void anaIsHere() {
        village.settleMembers();
        village.pass(2500);
        far.open("s1", "ana");
        far.enter("s1", ROOM);
        near.presence.watches().arrived(new Newcomer("presence." + ROOM, 0));
        village.pass(1000);
        near.told.clear();
    }

    private void anaComesNear() {
        near.open("s2", "ana");
        near.enter("s2", ROOM);
    }

    private void farDies() {
        village.houses.remove("n2");
        village.settleMembers();
        near.presence.members(near.members, village.now());
    }

    private List<Shown> there() {
        return near.presence.who(ROOM, 10);
    }

    private List<String> told() {
        return near.told.stream().map(signal -> new JsonObject(signal.json()).getJsonObject("data").encode())
            .toList();
    }

    @Test
    void aGoodbyeIsSeenAtOnce() {
        far.close("s1", false);
        village.pass(600);
        assertEquals(List.of(), there());
        assertEquals(1, near.told.size());
    }

    @Test
    void aLossIsSeenWhenTheHoldIsOver() {
        far.close("s1", true);
        village.pass(HOLD_MS - 100);
        assertEquals(1, there().size());
        assertEquals(List.of(), told());
        village.pass(700);
        assertEquals(List.of(), there());
        assertTrue(far.seen.contains("ana"));
    }

    @Test
    void whoComesBackElsewhereWasNeverAway() {
        var before = there();
        far.close("s1", true);
        anaComesNear();
        village.pass(2 * HOLD_MS);
        assertEquals(before, there());
        assertEquals(List.of(), told());
    }

    @Test
    void whoComesBackTwiceWasNeverAway() {
        var before = there();
        far.close("s1", true);
        anaComesNear();
        near.close("s2", true);
        far.open("s3", "ana");
        far.enter("s3", ROOM);
        village.pass(2 * HOLD_MS);
        assertEquals(before, there());
        assertEquals(List.of(), told());
    }

    @Test
    void whoComesBackAndSaysGoodbyeIsGoneAtOnceWithWhatWasHeld() {
        far.close("s1", true);
        anaComesNear();
        village.pass(1000);
        near.close("s2", false);
        village.pass(1000);
        assertEquals(List.of(), there());
    }

    @Test
    void whoComesBackAndLeavesTheRoomHasLeftIt() {
        far.close("s1", true);
        anaComesNear();
        village.pass(1000);
        near.exit("s2", ROOM);
        village.pass(1000);
        assertEquals(List.of(), there());
    }

    @Test
    void aSecondDeviceIsNoReturn() {
        anaComesNear();
        village.pass(5000);
        assertEquals(2, there().getFirst().devices());
        near.close("s2", true);
        village.pass(500);
        assertEquals(2, there().getFirst().devices());
        village.pass(HOLD_MS);
        assertEquals(1, there().getFirst().devices());
    }

    @Test
    void theSessionsOfADeadNodeStayForAMomentOnly() {
        farDies();
        village.pass(1500);
        assertEquals(1, there().size());
        village.pass(1000);
        assertEquals(List.of(), there());
        assertTrue(near.seen.contains("ana"));
    }

    @Test
    void whoComesBackFromADeadNodeAndSaysGoodbyeIsGoneAtOnce() {
        farDies();
        anaComesNear();
        village.pass(500);
        near.close("s2", false);
        village.pass(100);
        assertEquals(List.of(), there());
    }

    @Test
    void whoCameBackFromANodeThatStoodStillAndSaysGoodbyeIsGoneAtOnce() {
        village.still.add("n2");
        village.pass(5_000);
        anaComesNear();
        village.pass(1_000);
        village.still.clear();
        village.pass(100);
        far.close("s1", true);
        village.pass(500);
        near.close("s2", false);
        village.pass(900);
        assertEquals(List.of(), there());
    }

    @Test
    void aSilentNodeIsGoneThoughItIsAMemberAndWholeWhenItIsHeardAgain() {
        village.split.add(Set.of("n1", "n2"));
        village.pass(7_000);
        assertEquals(1, there().size());
        village.pass(4_500);
        assertEquals(List.of(), there());
        far.open("s2", "ben");
        far.enter("s2", ROOM);
        village.split.clear();
        village.pass(4_000);
        assertEquals(2, there().size());
        village.houses.remove("n2");
        village.settleMembers();
        village.pass(4_500);
        assertEquals(List.of(), there());
    }

    @Test
    void whoStoodStillHimselfThinksNobodySilent() {
        village.still.add("n1");
        village.pass(15_000);
        village.still.clear();
        village.pass(6_000);
        assertEquals(1, there().size());
        assertEquals(List.of(), told());
    }

    @Test
    void whoSurvivesADeadNodeElsewhereWasNeverAway() {
        var before = there();
        farDies();
        anaComesNear();
        village.pass(5000);
        assertEquals(before, there());
        assertEquals(List.of(), told());
    }

    @Test
    void whoIsInvisibleWasLastSeenWhenHeHid() {
        far.say("ana", Status.INVISIBLE, "");
        village.pass(1000);
        assertEquals(List.of(), there());
        assertTrue(far.seen.remove("ana"));
        far.close("s1", false);
        anaComesNear();
        village.pass(1000);
        near.presence.rememberAll();
        near.close("s2", false);
        village.pass(1000);
        assertEquals(List.of(), there());
        assertFalse(far.seen.contains("ana") || near.seen.contains("ana"));
    }
}
