package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command line means. */
class PlanTest {

    @Test
    void spreadsClientsOverEqualRooms() {
        assertEquals(List.of(4, 3, 3), Layout.parse("3", 10).sizes());
        assertThrows(IllegalArgumentException.class, () -> Layout.parse("11", 10));
    }

    @Test
    void readsRoomsWithTheirSizes() {
        var layout = Layout.parse("1x1000,900x10", 0);
        assertEquals(10_000, layout.connections());
        assertEquals(1_000, layout.largest());
        assertEquals(109.0, layout.deliveriesPerPost(), 0.001);
        for (var wrong : List.of("", "x", "1x", "ax2", "2x0", "1x2,")) {
            assertThrows(IllegalArgumentException.class, () -> Layout.parse(wrong, 10), wrong);
        }
    }

    @Test
    void keepsRatiosInBothDirections() {
        var comparison = new Comparison("µs");
        comparison.figure("a", 3.0);
        comparison.figure("b", 2.0);
        comparison.atMost("a", "b", 1.5);
        comparison.atLeast("a", "b", 1.5);
        assertEquals(true, comparison.kept());
        comparison.atMost("a", "b", 1.4);
        assertEquals(false, comparison.kept());
        assertEquals(2.5, Comparison.median(List.of(4.0, 1.0, 3.0, 2.0)));
    }
}
