package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import java.util.Optional;

/** Socket.IO over a WebSocket from the beginning, with the events of each server. */
sealed interface SocketIoDialect extends Dialect {

    @Override
    default Optional<String> greeting() {
        return Optional.of("40");
    }

    @Override
    default String eventStart(String channel) {
        return "42[\"event\",\"" + channel + "\",{\"seq\":";
    }

    @Override
    default Heard read(String text) {
        if (text.equals("2")) {
            return new Heard.Pinged("3");
        } else if (text.startsWith("40")) {
            return new Heard.Greeted();
        } else if (!text.startsWith("43")) {
            return new Heard.Nothing();
        }
        var name = text.substring(2, text.indexOf('['));
        var answer = new JsonArray(text.substring(2 + name.length())).getJsonObject(0);
        return answer.getBoolean("ok") ? new Heard.Answered(name, answer)
            : new Heard.Refused(name, answer.getJsonObject("error").getString("message"));
    }

    /** Parley's. Acknowledgements are numbered: 0 for the room, 1 for the subscription, then posts. */
    final class Parley implements SocketIoDialect {

        @Override
        public String path(String token) {
            return "/socket.io/?EIO=4&transport=websocket&token=" + token;
        }

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public String createdAt() {
            return "0";
        }

        @Override
        public String create(Room room) {
            return "420[\"rooms.create\",{\"id\":\"" + room.id() + "\",\"name\":\"" + room.id()
                + "\",\"visibility\":\"public\"}]";
        }

        @Override
        public String subscribedAt(Room room) {
            return "1";
        }

        @Override
        public Optional<String> subscribe(Room room) {
            return Optional.of("421[\"subscribe\",{\"channel\":\"" + room.address() + "\"}]");
        }

        @Override
        public String postedAt(long number, String id) {
            return Long.toString(number + 1);
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "42" + postedAt(number, id) + "[\"messages.post\",{\"room\":\"" + room.id()
                + "\",\"id\":\"" + id + "\",\"text\":\"" + text + "\"}]";
        }
    }

    /** That of a small application of the server of the protocol's authors. */
    final class Node implements SocketIoDialect {

        @Override
        public String path(String token) {
            return "/socket.io/?EIO=4&transport=websocket";
        }

        @Override
        public boolean answers() {
            return false;
        }

        @Override
        public Optional<String> subscribe(Room room) {
            return Optional.of("42[\"subscribe\",\"" + room.address() + "\"]");
        }

        @Override
        public String post(Room room, long number, String id, String text) {
            return "42[\"publish\",\"" + room.address() + "\"," + Event.of(room, number, id, text) + "]";
        }
    }
}
