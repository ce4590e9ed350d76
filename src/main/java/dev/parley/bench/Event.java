package dev.parley.bench;

/**
 * A publication as Parley would send it, for servers that only pass on what they are given: all that are
 * compared send the same bytes.
 */
final class Event {

    private static final String AT = "2026-01-01T00:00:00.000Z";

    private Event() {
    }

    /** What stands under {@code data}. */
    static String data(Room room, long number, String id, String text) {
        return "{\"message\":{\"id\":\"" + id
            + "\",\"room\":\"" + room.id() + "\",\"seq\":" + number + ",\"n\":" + number
            + ",\"by\":\"bench-00000\",\"at\":\"" + AT + "\",\"text\":\"" + text
            + "\",\"mentions\":[],\"attachments\":[],\"version\":1,\"reactions\":[]}}";
    }

    static String of(Room room, long number, String id, String text) {
        return "{\"seq\":" + number + ",\"type\":\"message.posted\",\"id\":\"" + id + "\",\"at\":\"" + AT
            + "\",\"by\":\"bench-00000\",\"origin\":\"s00000000000000000000\",\"data\":"
            + data(room, number, id, text) + "}";
    }
}
