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

    /** Channels in Redis: numbered, answered. */
    final class Recent implements LiveDialect {

        @Override
        public String address(String id) {
            return RECENT + id;
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "{\"type\":\"send\",\"address\":\"parley.live\",\"headers\":{\"action\":\"publish\"},"
                + "\"replyAddress\":\"" + postedAt(number, id) + "\",\"body\":{\"channel\":\""
                + room.address() + "\",\"id\":\"" + id + "\",\"type\":\"message.posted\",\"data\":"
                + Event.data(room, number, id, text) + "}}";
        }
    }

    /** Channels without a log: what is published has no number but the one in its id, and no answer. */
    final class Passing implements LiveDialect {

        @Override
        public String address(String id) {
            return NONE + id;
        }

        @Override
        public boolean numbers() {
            return false;
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
            return "{\"type\":\"publish\",\"address\":\"" + room.address() + "\",\"headers\":{\"id\":\"m"
                + number + "\",\"type\":\"message.posted\"},\"body\":" + Event.data(room, number, id, text)
                + "}";
        }
    }
}
