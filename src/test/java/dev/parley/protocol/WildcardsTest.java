package dev.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    @ParameterizedTest
    @CsvSource({"live.a.b,live.a.b,true", "live.a.b,live.a.bc,false", "live.a.*,live.a.b.c,true",
        "live.a.*,live.a.,true", "live.a.*,live.ab,false", "*,room.x,true", "live.*.b,live.x.y.b,true",
        "live.*.b,live.x.c,false", "*b*,abc,true", "'',x,false", "a**b,ab,true", "live.a.b*,live.a.b,true"})
    void aStarStandsForAnyCharacters(String pattern, String name, boolean fits) {
        assertEquals(fits, Wildcards.covers(pattern, name));
    }

    @Test
    void agreesWithRegularExpressions() {
        long seed = Seed.of(WildcardsTest.class);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var pattern = word(random, "ab.*");
            var name = word(random, "ab.");
            var regex = pattern.chars().mapToObj(c -> c == '*' ? ".*" : Pattern.quote("" + (char) c))
                .collect(Collectors.joining());
            assertEquals(name.matches(regex), Wildcards.covers(pattern, name), pattern + " " + name);
        }
    }

    private static String word(Random random, String letters) {
        return random.ints(random.nextInt(8), 0, letters.length())
            .mapToObj(i -> letters.substring(i, i + 1)).collect(Collectors.joining());
    }

    @Test
    void noPatternMakesItSlow() {
        var pattern = "*a".repeat(2_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20),
            () -> assertFalse(Wildcards.covers(pattern, "b".repeat(2_000) + "a".repeat(1_999))));
    }

    @Test
    void aPatternMayMeetWhateverBeginsSo() {
        assertTrue(Wildcards.anyMeets(List.of("x", "live.shop.eu.7"), "live.shop."));
        assertTrue(Wildcards.anyMeets(List.of("live.*"), "live.shop."));
        assertTrue(Wildcards.anyMeets(List.of("live.sh*op"), "live.shop."));
        assertFalse(Wildcards.anyMeets(List.of("live.shop"), "live.shop."));
        assertFalse(Wildcards.anyMeets(List.of("live.other.*"), "live.shop."));
        assertFalse(Wildcards.anyMeets(List.of(), "live.shop."));
    }

    @ParameterizedTest
    @CsvSource({"live.a.*,true", "live.a.b.*,true", "live.a.b.c.*,true", "live.*,false", "live.a*,false",
        "live.a.b*,false", "live..*,false", "room.a.*,false", "live.a.*.*,false", "*,false", ".*,false",
        "live.a-1.*,true", "live.-a.*,false"})
    void patternsOfChannelsEndBelowAName(String name, boolean is) {
        assertEquals(is, Channels.isPattern(name));
        assertFalse(Channels.isLive(name), "nothing can be published to a pattern");
    }

    @Test
    void namesOfLiveChannelsAreBounded() {
        assertTrue(Channels.isLive("live.a.b"));
        assertTrue(Channels.isLive("live.a.b.c:d|e@f-g"));
        assertEquals("a", Channels.namespaceOf("live.a.b.c"));
        assertTrue(Channels.isLive("live." + "n".repeat(64) + "." + "x".repeat(128)));
        for (var not : List.of("live", "live.", "live.a", "live.a.", "live..b", "live.a.b c", "live.ä.b",
            "live." + "n".repeat(65) + ".x", "live.a." + "x".repeat(129), "room.a.b", "live.a.*")) {
            assertFalse(Channels.isLive(not), not);
        }
    }
}
