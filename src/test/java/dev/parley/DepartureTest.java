package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.SettingsReader;
import org.junit.jupiter.api.Test;

/** How long a node takes to send its clients away. */
class DepartureTest {

    private static int spreadMs(int sessions, int others, String... sets) {
        return Departure.spreadMs(SettingsReader.forTests(sets).http(), sessions, others);
    }

    @Test
    void fewClientsLeaveInTheTimeThatIsSet() {
        assertEquals(5_000, spreadMs(100, 2, "http.drainMs=5000"));
        assertEquals(0, spreadMs(100, 2, "http.drainMs=0", "http.acceptsPerSecond=1000000",
            "http.drainMsMax=0"));
    }

    @Test
    void manyTakeAsLongAsTheOthersNeedToAcceptThem() {
        assertEquals(12_500, spreadMs(10_000, 2, "http.drainMs=1000", "http.acceptsPerSecond=500"));
        assertEquals(25_000, spreadMs(10_000, 1, "http.drainMs=1000", "http.acceptsPerSecond=500"));
        assertEquals(25_000, spreadMs(10_000, 0, "http.drainMs=1000", "http.acceptsPerSecond=500"));
    }

    @Test
    void thereIsABoundAndTheTimeThatIsSetIsAlwaysGiven() {
        assertEquals(7_000, spreadMs(10_000, 1, "http.drainMs=1000", "http.acceptsPerSecond=500",
            "http.drainMsMax=7000"));
        assertEquals(9_000, spreadMs(10_000, 1, "http.drainMs=9000", "http.acceptsPerSecond=500",
            "http.drainMsMax=7000"));
    }

    @Test
    void nobodyIsNotWaitedFor() {
        assertEquals(0, spreadMs(0, 2, "http.drainMs=10000"));
    }
}
