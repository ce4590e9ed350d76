package dev.parley.room;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one client knows of a room: fetched once, and then kept by nothing but the events that it received.
 */
final class RoomModel {

    private final String viewer;
    private JsonObject room;
    private final Map<String, JsonObject> members = new TreeMap<>();
    private final Map<String, JsonObject> messages = new TreeMap<>();
    private long seq;

    private RoomModel(String viewer) {
        this.viewer = viewer;
    }

    /** Everything as one user fetches it now; nobody else may write meanwhile. */
    static RoomModel fetch(RoomHouse house, String viewer, String id) {
        var model = new RoomModel(viewer);
        model.room = house.call(viewer, "rooms.get", "{'room':'" + id + "'}").getJsonObject("room");
        model.seq = model.room.getJsonObject("head").getLong("seq");
        model.room.remove("head");
        model.room.remove("you");
        model.fetchMembers(house, id);
        long after = 0;
        while (true) {
            var page = house.call(viewer, "messages.history",
                "{'room':'" + id + "','after':" + after + ",'limit':200}");
            for (var message : page.getJsonArray("messages")) {
                var found = (JsonObject) message;
                model.messages.put(found.getString("id"), found);
                after = found.getLong("seq");
            }
            if (!page.getBoolean("more")) {
                return model;
            }
        }
    }

    private void fetchMembers(RoomHouse house, String id) {
        for (var member : house.call(viewer, "rooms.members", "{'room':'" + id + "','limit':200}")
            .getJsonArray("members")) {
            var found = (JsonObject) member;
            members.put(found.getString("user"), found);
        }
    }

    long seq() {
        return seq;
    }

    void apply(JsonObject event) {
        seq = event.getLong("seq");
        var data = event.getJsonObject("data");
        var by = event.getString("by");
        switch (event.getString("type")) {
            case "message.posted", "message.edited" -> keep(data.getJsonObject("message"));
            case "message.deleted" -> delete(data.getString("id"));
            case "message.pinned" -> messages.get(data.getString("id")).put("pinned", true);
            case "message.unpinned" -> messages.get(data.getString("id")).remove("pinned");
            case "reaction.added" -> react(data, by.equals(viewer) ? Boolean.TRUE : null);
            case "reaction.removed" -> react(data, by.equals(viewer) ? Boolean.FALSE : null);
            case "room.updated" -> {
                room = data.getJsonObject("room").copy();
                room.remove("head");
            }
            case "room.archived" -> room.put("archived", true);
            case "member.joined", "member.updated", "member.left" -> move(event.getString("type"), data);
            default -> throw new IllegalStateException(event.encode());
        }
    }

    private void move(String type, JsonObject data) {
        var member = data.getJsonObject("member");
        if (type.equals("member.left")) {
            members.remove(member.getString("user"));
        } else {
            members.put(member.getString("user"), member);
        }
        room.put("members", members.size());
    }

    /**
     * Reactions are marked as one's own from what one knows already: events are alike for everybody. An edit
     * that is replayed after the message was deleted is blank.
     */
    private void keep(JsonObject message) {
        var old = messages.put(message.getString("id"), message.copy());
        if (old == null || message.containsKey("deleted")) {
            return;
        }
        for (var reaction : old.getJsonArray("reactions", new JsonArray())) {
            var known = (JsonObject) reaction;
            if (known.containsKey("mine")) {
                reaction(messages.get(message.getString("id")), known.getString("emoji")).put("mine", true);
            }
        }
    }

    private void delete(String id) {
        var old = messages.get(id);
        var tombstone = new JsonObject().put("deleted", true).put("text", "").put("mentions", new JsonArray())
            .put("attachments", new JsonArray()).put("reactions", new JsonArray());
        List.of("id", "room", "seq", "n", "by", "at", "version")
            .forEach(field -> tombstone.put(field, old.getValue(field)));
        tombstone.put("thread", old.getValue("thread"));
        messages.put(id, tombstone);
    }

    private void react(JsonObject data, Boolean mine) {
        var message = messages.get(data.getString("id"));
        var reaction = reaction(message, data.getString("emoji"));
        if (reaction == null) {
            reaction = new JsonObject().put("emoji", data.getString("emoji"));
            message.getJsonArray("reactions").add(reaction);
        }
        reaction.put("count", data.getInteger("count"));
        if (mine == Boolean.TRUE) {
            reaction.put("mine", true);
        } else if (mine == Boolean.FALSE) {
            reaction.remove("mine");
        }
        if (data.getInteger("count") == 0) {
            message.getJsonArray("reactions").remove(reaction);
        }
    }

    private static JsonObject reaction(JsonObject message, String emoji) {
        return message.getJsonArray("reactions").stream().map(JsonObject.class::cast)
            .filter(reaction -> reaction.getString("emoji").equals(emoji)).findFirst().orElse(null);
    }

    /** Everything, with what hangs under each root counted anew from the messages known. */
    Map<String, JsonObject> state() {
        var state = new TreeMap<String, JsonObject>();
        state.put("room", room);
        members.forEach((user, member) -> state.put("member " + user, member));
        messages.forEach((id, message) -> state.put("message " + id, shown(message)));
        return state;
    }

    /** What the server itself tells of what hangs under a root. */
    Map<String, JsonObject> replies() {
        var replies = new TreeMap<String, JsonObject>();
        messages.forEach((id, message) -> replies.put(id, message.getJsonObject("replies")));
        return replies;
    }

    /** The same, counted from the messages known. */
    Map<String, JsonObject> repliesCounted() {
        var replies = new TreeMap<String, JsonObject>();
        messages.forEach((id, message) -> replies.put(id, shown(message).getJsonObject("replies")));
        return replies;
    }

    private JsonObject shown(JsonObject message) {
        var shown = message.copy();
        shown.remove("replies");
        if (shown.getBoolean("deleted", false)) {
            shown.remove("thread");
            return shown;
        }
        var hanging = messages.values().stream()
            .filter(other -> message.getString("id").equals(other.getString("thread")))
            .filter(other -> !other.getBoolean("deleted", false))
            .sorted(Comparator.comparing((JsonObject other) -> other.getLong("seq")).reversed()).toList();
        if (!hanging.isEmpty()) {
            var users = new LinkedHashSet<String>();
            hanging.forEach(other -> users.add(other.getString("by")));
            shown.put("replies", new JsonObject().put("count", hanging.size())
                .put("lastAt", hanging.getFirst().getString("at"))
                .put("users", new JsonArray(users.stream().limit(3).toList())));
        }
        return shown;
    }
}
