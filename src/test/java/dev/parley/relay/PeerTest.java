package dev.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.relay.Peer.Hearing;
import org.junit.jupiter.api.Test;

class PeerTest {

    private final Peer peer = new Peer(100_000);

    @Test
    void nothingIsSentBeforeTheWayIsProved() {
        assertFalse(peer.takes(1));
        peer.greet();
        assertTrue(peer.takes(1));
        peer.reset();
        assertFalse(peer.takes(1));
    }

    @Test
    void pastTheLimitNothingIsSentUntilHalfOfItIsAcknowledged() {
        peer.greet();
        for (int counter = 1; counter <= 5; counter++) {
            assertTrue(peer.takes(20_000));
            peer.sent(counter, 20_000);
        }
        assertFalse(peer.takes(1));
        assertEquals(100_000, peer.unacked());
        peer.acked(2);
        assertFalse(peer.takes(1));
        peer.acked(3);
        assertTrue(peer.takes(1));
        assertEquals(40_000, peer.unacked());
    }

    @Test
    void oneBatchAboveTheLimitPassesWhenNothingIsOnTheWay() {
        peer.greet();
        assertTrue(peer.takes(200_000));
        peer.sent(1, 200_000);
        assertFalse(peer.takes(1));
        peer.acked(1);
        assertTrue(peer.takes(200_000));
    }

    @Test
    void manySmallBatchesAreAcknowledgedTogether() {
        peer.greet();
        for (int counter = 1; counter <= 1000; counter++) {
            peer.sent(counter, 90);
        }
        peer.acked(999);
        assertTrue(peer.unacked() > 0);
        peer.acked(1000);
        assertEquals(0, peer.unacked());
    }

    @Test
    void aSilentPeerIsStalledAndAnAnsweringOneIsNot() {
        peer.greet();
        assertFalse(peer.stalled());
        peer.sent(1, 50);
        assertFalse(peer.stalled());
        assertTrue(peer.stalled());
        assertTrue(peer.stalled());
        peer.acked(1);
        assertFalse(peer.stalled());
    }

    @Test
    void aPeerThatDoesNotAnswerIsDeafOnceInAWhile() {
        int deaf = 0;
        for (int i = 0; i < 3 * Peer.UNANSWERED_MAX; i++) {
            deaf += peer.deaf() ? 1 : 0;
        }
        assertEquals(3, deaf);
        peer.greet();
        for (int i = 0; i < 3 * Peer.UNANSWERED_MAX; i++) {
            assertFalse(peer.deaf());
        }
    }

    @Test
    void aJumpIsAHoleAndANewLifeIsNone() {
        assertEquals(Hearing.FIRST, peer.hear(7, 41, true));
        assertEquals(Hearing.NEXT, peer.hear(7, 42, true));
        assertEquals(Hearing.STALE, peer.hear(7, 42, true));
        assertEquals(Hearing.NEXT, peer.hear(7, 42, false));
        assertEquals(Hearing.HOLE, peer.hear(7, 43, false));
        assertEquals(Hearing.NEXT, peer.hear(7, 44, true));
        assertEquals(Hearing.HOLE, peer.hear(7, 46, true));
        assertEquals(Hearing.NEW_LIFE, peer.hear(8, 1, true));
        assertEquals(Hearing.NEXT, peer.hear(8, 2, true));
    }
}
