package dev.parley.bench;

import java.util.Optional;

/** What differs between the servers that are loaded: how a reader subscribes and how a message is posted. */
sealed interface Dialect {

    /** The path of the WebSocket for a client with this token. */
    String path(String token);

    /** The frame that subscribes to a room; empty when connecting does. */
    Optional<String> subscribe(Room room);

    /** Does the server answer subscriptions, and posts with their number? */
    boolean answers();

    /** The frame that posts. The number is the one that an unanswered post shall have. */
    String post(Room room, long number, String id, String text);

    /** Parley's raw WebSocket bridge. */
    record Parley() implements Dialect {
        @Override
        public String path(String token) {
            return "/eventbus/websocket?token=" + token;
        }

        @Override
        public Optional<String> subscribe(Room room) {
            return Optional.of("{\"type\":\"register\",\"address\":\"" + room.address() + "\"}");
        }

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "{\"type\":\"send\",\"address\":\"parley.messages\",\"headers\":{\"action\":\"post\"},"
                + "\"replyAddress\":\"!" + id + "\",\"body\":{\"room\":\"" + room.id() + "\",\"id\":\"" + id
                + "\",\"text\":\"" + text + "\"}}";
        }
    }

    /** The event bus bridge of Vert.x Web, on its raw WebSocket. */
    record Stock() implements Dialect {
        @Override
        public String path(String token) {
            return "/eventbus/websocket";
        }

        @Override
        public Optional<String> subscribe(Room room) {
            return Optional.of("{\"type\":\"register\",\"address\":\"" + room.address() + "\"}");
        }

        @Override
        public boolean answers() {
            return false;
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "{\"type\":\"publish\",\"address\":\"" + room.address() + "\",\"body\":"
                + Event.of(room, number, id, text) + "}";
        }
    }

    /** A server that sends each frame to everybody as it is. */
    record Bare() implements Dialect {
        @Override
        public String path(String token) {
            return "/";
        }

        @Override
        public Optional<String> subscribe(Room room) {
            return Optional.empty();
        }

        @Override
        public boolean answers() {
            return false;
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "{\"type\":\"rec\",\"address\":\"" + room.address() + "\",\"body\":"
                + Event.of(room, number, id, text) + "}";
        }
    }
}
