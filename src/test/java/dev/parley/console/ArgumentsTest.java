package dev.parley.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    /** What may be asked for. */
    private enum Taste { SWEET, SOUR, BITTER }

    private static Arguments of(String line) {
        return Arguments.parse(List.of(line.split(" ")), Set.of("rate", "url", "taste", "seed", "asked"));
    }

    private static Set<Taste> tastes(String line) {
        return of(line).several("taste", Taste.class, one -> one.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void refusesUnknownAndHalfOptions() {
        for (var wrong : List.of("--speed 3", "rate 3", "--rate")) {
            assertThrows(IllegalArgumentException.class, () -> of(wrong), wrong);
        }
    }

    @Test
    void numbersAreNotBelowTheLeast() {
        assertEquals(2.5, of("--rate 2.5").decimal("rate", 1, 0));
        assertEquals(1, of("--url x").number("rate", 1, 0));
        for (var wrong : List.of("--rate -1", "--rate many", "--rate 9999999999")) {
            assertThrows(IllegalArgumentException.class, () -> of(wrong).number("rate", 1, 0), wrong);
        }
    }

    @Test
    void wordsAreThoseOfTheTable() {
        assertEquals(EnumSet.of(Taste.SOUR, Taste.SWEET), tastes("--taste sour,sweet"));
        assertEquals(EnumSet.allOf(Taste.class), tastes("--taste all"));
        assertEquals(EnumSet.allOf(Taste.class), tastes("--rate 1"));
        assertThrows(IllegalArgumentException.class, () -> tastes("--taste salty"));
        assertEquals(false, of("--asked no").choice("asked", "yes", "no"));
        assertEquals(true, of("--rate 1").choice("asked", "yes", "no"));
        var perhaps = of("--asked perhaps");
        assertThrows(IllegalArgumentException.class, () -> perhaps.choice("asked", "yes", "no"));
    }

    @Test
    void aSeedIsKeptToItsLastDigit() {
        assertEquals(Long.MAX_VALUE - 1, of("--seed 9223372036854775806").seed());
        assertThrows(IllegalArgumentException.class, () -> of("--seed x").seed());
    }
}
