package dev.parley.bench;

import java.util.Optional;

/**
 * Parley's live channels over its raw WebSocket bridge, with the same bytes under data as a room's messages.
 */
sealed interface LiveDialect extends Dialect {

    String NONE = "live.ephemeral.";
    String RECENT = "live.recent.";

    @Override
    default String path(String token) {
        return "/eventbus/websocket?token=" + token;
    }

    @Override
    default boolean answers() {
        return true;
    }

    /** Nothing has to be made; but there is an answer. */
    @Override
    default String create(Room room) {
        return "{\"type\":\"send\",\"address\":\"parley.session\",\"headers\":{\"action\":\"whoami\"},"
            + "\"replyAddress\":\"" + createdAt() + "\",\"body\":{}}";
    }

    @Override
    default Optional<String> subscribe(Room room) {
        return Optional.of("{\"type\":\"register\",\"address\":\"" + room.address() + "\"}");
    }

    /** As the stock bridge is published to: without an answer. */
    @Override
    default boolean numbers() {
        return false;
    }

    private static String publish(Room room, String id, String data) {
        return "{\"type\":\"publish\",\"address\":\"" + room.address() + "\",\"headers\":{\"id\":\"" + id
            + "\",\"type\":\"message.posted\"},\"body\":" + data + "}";
    }

    /** Channels in Redis, numbered from 1 on. */
    final class Recent implements LiveDialect {

        @Override
        public String address(String id) {
            return RECENT + id;
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return publish(room, id, Event.data(room, number, id, text));
        }
    }

    /** Channels without a log: what is published has no number but the one in its id. */
    final class Passing implements LiveDialect {

        @Override
        public String address(String id) {
            return NONE + id;
        }

        @Override
        public String eventStart(String channel) {
            return "{\"type\":\"rec\",\"address\":\"" + channel
                + "\",\"body\":{\"type\":\"message.posted\",\"id\":\"m";
        }

        @Override
        public String afterNumber() {
            return "\",\"at\":\"";
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return publish(room, "m" + number, Event.data(room, number, id, text));
        }
    }
}
