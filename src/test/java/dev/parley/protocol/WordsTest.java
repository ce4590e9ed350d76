package dev.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void splitsAtWhatIsNoLetterAndNoDigit() {
        assertEquals(List.of("don", "t", "stop", "v1_2", "42"), words("Don't -- STOP! (v1_2) 42"));
        assertEquals(List.of("so", "init", "a_b"), words("_so_ __init__ _ ___ (_a_b_)"));
    }

    @Test
    void forgetsCaseAndAccents() {
        assertEquals(List.of("ecole", "strasse", "strasse", "naive"), words("École Straße STRASSE naïve"));
        assertEquals(words("e\u0301cole"), words("\u00e9cole"));
        assertEquals(words("ΣΊΣΥΦΟΣ"), words("σίσυφος"));
    }

    @Test
    void takesEachCharacterWhereNothingSeparatesWords() {
        assertEquals(List.of("東", "京", "tower", "に"), words("東京Towerに"));
    }

    @Test
    void findsNothingInSigns() {
        assertEquals(List.of(), words(" -- 😀 … \u0301 "));
    }

    @Test
    void saysWhereAWordStands() {
        var word = Words.of("😀 Élan!").getFirst();
        assertEquals(new Words.Word("elan", 3, 7), word);
    }

    @Test
    void knowsALongWordByItsBeginning() {
        assertEquals(List.of("x".repeat(Words.LENGTH_MAX)), words("x".repeat(5000)));
    }

    @Test
    void neverGivesAWordWithASpaceOrNothing() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            var text = new StringBuilder();
            random.ints(20, 1, 0x1FFFF).filter(Character::isDefined).forEach(text::appendCodePoint);
            for (var word : Words.of(text.toString())) {
                assertTrue(!word.folded().isEmpty() && word.folded().chars().noneMatch(c -> c <= ' ')
                    && word.from() < word.to() && word.to() <= text.length(), "seed " + seed + " " + word);
            }
        }
    }

    private static List<String> words(String text) {
        return Words.of(text).stream().map(Words.Word::folded).toList();
    }
}
