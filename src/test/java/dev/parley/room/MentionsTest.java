package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void readsNamesOutOfTheTextAfterThoseGiven() {
        assertEquals(List.of("zoe", "ana", "bob"), Mentions.of(List.of("zoe"), "@ana and @bob, @ana again"));
    }

    @Test
    void offersBothReadingsOfASentenceEnd() {
        assertEquals(List.of("ana.", "ana"), Mentions.of(List.of(), "ask @ana."));
    }

    @Test
    void readsAnIdWithSignsInside() {
        assertTrue(Mentions.of(List.of(), "hi @ana@example.org!").contains("ana@example.org"));
    }

    @Test
    void takesAnAddressInAWordForNoMention() {
        assertEquals(List.of(), Mentions.of(List.of(), "write to ana@example"));
    }

    @Test
    void findsNobodyInBareSigns() {
        assertEquals(List.of(), Mentions.of(List.of(), "@ @@ @- a@ @ä " + "@".repeat(16_000)));
    }

    @Test
    void isBoundedByTheNumberOfNames() {
        var text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("@u").append(i).append(' ');
        }
        var users = Mentions.of(List.of("first"), text.toString());
        assertTrue(users.size() <= 203, "named " + users.size());
        assertFalse(users.contains("u1999"));
    }
}
