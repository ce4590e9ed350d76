package dev.parley.bench;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What differs between the servers that are loaded: how a reader subscribes and how a message is posted. */
sealed interface Dialect permits Dialect.Parley, Dialect.Stock, Dialect.Bare, LiveDialect,
    SocketIoDialect {

    /** The path of the WebSocket for a client with this token. */
    String path(String token);

    /** What a client says first, to hear {@link Heard.Greeted}; empty = nothing. */
    default Optional<String> greeting() {
        return Optional.empty();
    }

    /** The frame that makes a room, where the server answers. */
    default String create(Room room) {
        return "{\"type\":\"send\",\"address\":\"parley.rooms\",\"headers\":{\"action\":\"create\"},"
            + "\"replyAddress\":\"" + createdAt() + "\",\"body\":{\"id\":\"" + room.id() + "\",\"name\":\""
            + room.id() + "\",\"visibility\":\"public\"}}";
    }

    /** Under what name the answer to {@link #create} comes. */
    default String createdAt() {
        return "!create";
    }

    /** Under what name the answer to {@link #subscribe} comes. */
    default String subscribedAt(Room room) {
        return room.address();
    }

    /** Under what name the answer to {@link #post} comes. */
    default String postedAt(long number, String id) {
        return "!" + id;
    }

    /** How each frame with a publication of this channel begins, up to its number. */
    default String eventStart(String channel) {
        return "{\"type\":\"rec\",\"address\":\"" + channel + "\",\"body\":{\"seq\":";
    }

    /** What follows that number in a frame with something posted. */
    default String afterNumber() {
        return ",\"type\":\"message.posted\"";
    }

    /** The name of a room's channel. */
    default String address(String id) {
        return "room." + id;
    }

    /** What any other frame says. */
    default Heard read(String text) {
        var frame = new JsonObject(text);
        var address = frame.getString("address", "");
        return switch (frame.getString("type", "")) {
            case "rec" -> new Heard.Answered(address, frame.getJsonObject("body"));
            case "err" -> new Heard.Refused(address, frame.getString("message", "refused"));
            default -> new Heard.Nothing();
        };
    }

    /** The frame that subscribes to a room; empty when connecting does. */
    Optional<String> subscribe(Room room);

    /** Does the server answer subscriptions? */
    boolean answers();

    /** Does it answer posts with their number? */
    default boolean numbers() {
        return answers();
    }

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
                + "\"replyAddress\":\"" + postedAt(number, id) + "\",\"body\":{\"room\":\"" + room.id()
                + "\",\"id\":\"" + id + "\",\"text\":\"" + text + "\"}}";
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
