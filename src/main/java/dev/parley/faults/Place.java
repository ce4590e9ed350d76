package dev.parley.faults;

import dev.parley.faults.Reader.Heard;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Where writers write and readers listen. */
sealed interface Place {

    String channel();

    /** The frame that says {@code text of <id>} there, without the address of its reply. */
    JsonObject saying(String id);

    /** What was said, where a publication is that. */
    Optional<Heard> heard(JsonObject publication);

    /** All that was said there, from the first. Blocks. */
    List<Heard> history(Desk desk);

    /** Whoever wants to write must be let in first. Blocks. */
    void join(Desk desk);

    /** A room: one must be a member of it. */
    record Room(String id) implements Place {

        @Override
        public String channel() {
            return "room." + id;
        }

        @Override
        public JsonObject saying(String message) {
            return command("parley.messages", "post", new JsonObject().put("room", id).put("id", message)
                .put("text", "text of " + message));
        }

        @Override
        public Optional<Heard> heard(JsonObject publication) {
            if (!publication.getString("type").equals("message.posted")) {
                return Optional.empty();
            }
            var message = publication.getJsonObject("data").getJsonObject("message");
            return Optional.of(new Heard(publication.getLong("seq"), message.getString("id"),
                message.getString("text")));
        }

        @Override
        public List<Heard> history(Desk desk) {
            return desk.history(id);
        }

        @Override
        public void join(Desk desk) {
            desk.ask("parley.rooms", "join", new JsonObject().put("room", id));
        }
    }

    /** A live channel. */
    record Live(String channel) implements Place {

        @Override
        public JsonObject saying(String message) {
            return command("parley.live", "publish", new JsonObject().put("channel", channel)
                .put("id", message).put("data", "text of " + message));
        }

        @Override
        public Optional<Heard> heard(JsonObject publication) {
            return Optional.of(new Heard(publication.getLong("seq"), publication.getString("id"),
                String.valueOf(publication.getValue("data"))));
        }

        @Override
        public List<Heard> history(Desk desk) {
            return desk.publications(channel).stream().map(each -> heard(each).orElseThrow()).toList();
        }

        @Override
        public void join(Desk desk) {
            // The namespace lets everybody in.
        }
    }

    private static JsonObject command(String address, String action, JsonObject body) {
        return new JsonObject().put("type", "send").put("address", address)
            .put("headers", new JsonObject().put("action", action)).put("body", body);
    }
}
