package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader's faults are seen, and only those. */
class CursorTest {

    private final Ledger ledger = new Ledger();
    private final Cursor cursor = new Cursor();

    @BeforeEach
    void post() {
        LongStream.rangeClosed(1, 9).forEach(seq -> ledger.acknowledged(seq, Ledger.hash("m" + seq)));
        cursor.begin(4);
    }

    private List<Cursor.Arrival> arrive(long... seqs) {
        return LongStream.of(seqs).mapToObj(seq -> cursor.accept(seq, Ledger.hash("m" + seq))).toList();
    }

    @Test
    void agreesWhenAllCameInOrder() {
        assertEquals(List.of(Cursor.Arrival.NEXT, Cursor.Arrival.NEXT, Cursor.Arrival.NEXT,
            Cursor.Arrival.NEXT, Cursor.Arrival.NEXT), arrive(5, 6, 7, 8, 9));
        assertEquals(0, cursor.missing(9));
        assertTrue(cursor.agrees(ledger));
    }

    @Test
    void countsWhatNeverCame() {
        arrive(5, 8);
        assertEquals(3, cursor.missing(9));
        assertEquals(9, new Cursor().missing(9), "nothing at all came");
    }

    @Test
    void tellsLateFromRepeated() {
        assertEquals(List.of(Cursor.Arrival.NEXT, Cursor.Arrival.GAP, Cursor.Arrival.LATE,
            Cursor.Arrival.DUPLICATE, Cursor.Arrival.DUPLICATE), arrive(5, 7, 6, 6, 5));
        assertEquals(0, cursor.missing(7));
    }

    @Test
    void seesAnotherMessageUnderTheSameNumber() {
        arrive(5, 6);
        cursor.accept(7, Ledger.hash("m8"));
        assertFalse(cursor.agrees(ledger));
    }

    @Test
    void seesTwoMessagesThatChangedPlaces() {
        cursor.accept(5, Ledger.hash("m6"));
        cursor.accept(6, Ledger.hash("m5"));
        assertFalse(cursor.agrees(ledger));
    }

    @Test
    void saysNothingOfPostsThatWereNotAnswered() {
        cursor.begin(9);
        cursor.accept(10, Ledger.hash("unknown"));
        assertTrue(cursor.agrees(ledger));
    }
}
