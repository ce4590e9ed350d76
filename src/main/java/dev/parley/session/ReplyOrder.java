package dev.parley.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The order of replies: writes of one session for one room are answered as they were sent, refusals included.
 * Bounded by the commands that may be under way.
 */
final class ReplyOrder {

    private final Map<String, Deque<Turn>> rooms = new HashMap<>(2);

    /** Gives a turn its place behind the earlier ones of its room, if the order of its answer matters. */
    void enter(Turn turn) {
        if (turn.ordered()) {
            rooms.computeIfAbsent(turn.room(), room -> new ArrayDeque<>(2)).add(turn);
        }
    }

    /** A turn has settled: answers it when nothing of its room is before it, and what waited for it. */
    void settled(Turn turn) {
        if (turn.ordered()) {
            answerFront(turn.room());
        } else {
            turn.answer();
        }
    }

    private void answerFront(String room) {
        var turns = rooms.get(room);
        while (!turns.isEmpty() && turns.peek().settled()) {
            turns.poll().answer();
        }
        if (turns.isEmpty()) {
            rooms.remove(room);
        }
    }
}
