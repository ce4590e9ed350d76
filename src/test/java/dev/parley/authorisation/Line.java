package dev.parley.authorisation;

import java.util.Arrays;
import java.util.List;

/**
 * A line of a table: what is asked, with which body, and what each standing gets in each kind of room.
 *
 * @param number   of the line in its file
 * @param asked    such as {@code parley.rooms join}, or the name of a channel
 * @param body     of a command; empty for a channel
 * @param alone    whether it is asked on a connection of its own, because it changes or ends the connection
 * @param outcomes a sign for each column, a word for each group; empty = not said
 */
record Line(int number, String asked, String body, boolean alone, List<String> outcomes) {

    /** Reads a line such as {@code parley.rooms join | {"room":"$room"} | u+f++++ …}. */
    static Line of(int number, String text, boolean command) {
        var parts = Arrays.stream(text.split("\\|")).map(String::strip).toList();
        var asked = parts.get(0);
        var alone = asked.endsWith("!");
        var signs = parts.size() > (command ? 2 : 1) ? parts.getLast() : "";
        return new Line(number, alone ? asked.substring(0, asked.length() - 1).strip() : asked,
            command ? parts.get(1) : "", alone,
            signs.isEmpty() ? List.of() : List.of(signs.split("\\s+")));
    }

    /** The groups of columns that it has: one for what concerns no room, else one for each kind of room. */
    List<Place> places() {
        return (asked + body).contains("$room") ? List.of(Place.PUBLIC, Place.PRIVATE, Place.DIRECT,
            Place.ARCHIVED) : List.of(Place.NOWHERE);
    }

    /** Whether it leaves a room as it was, so that all such lines may be asked of one room. */
    boolean looks(List<String> reads) {
        return reads.contains(asked);
    }
}
