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

    /** Gives a turn its place behind the earlier ones of its room. */
    void enter(Turn turn) {
        rooms.computeIfAbsent(turn.room(), room -> new ArrayDeque<>(2)).add(turn);
    }

    /** Something settled in this room: answers what is now at the front. */
    void settled(String room) {
        var turns = rooms.get(room);
        while (!turns.isEmpty() && turns.peek().settled()) {
            turns.poll().answer();
        }
        if (turns.isEmpty()) {
            rooms.remove(room);
        }
    }
}
