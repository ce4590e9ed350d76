package dev.parley.notification;

import dev.parley.room.RoomHouse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one device knows of its user's notifications: fetched once, and then kept by nothing but the events of
 * the user's own channel.
 */
final class NotificationModel {

    private final Map<Long, JsonObject> notifications = new TreeMap<>();
    private JsonObject preferences;
    private long badge;
    private long seq;

    private NotificationModel() {
    }

    /** Everything as it is fetched now; nobody may write meanwhile. */
    static NotificationModel fetch(RoomHouse house, String user) {
        var model = new NotificationModel();
        var body = new JsonObject().put("limit", 7);
        JsonObject page;
        do {
            page = house.call(user, "notifications.list", body);
            page.getJsonArray("notifications").forEach(one -> model.keep((JsonObject) one));
            body.put("after", page.getString("next"));
        } while (page.getBoolean("more"));
        model.seq = page.getJsonObject("head").getLong("seq");
        model.badge = house.call(user, "notifications.count", "{}").getLong("unread");
        model.preferences = house.call(user, "notifications.preferences", "{}");
        return model;
    }

    long seq() {
        return seq;
    }

    long badge() {
        return badge;
    }

    Map<Long, JsonObject> notifications() {
        return notifications;
    }

    void apply(JsonObject event) {
        seq = event.getLong("seq");
        var data = event.getJsonObject("data");
        switch (event.getString("type")) {
            case "notification" -> {
                keep(data.getJsonObject("notification"));
                badge++;
            }
            case "notification.read" -> {
                notifications.values().stream().filter(one -> covers(data, one))
                    .forEach(one -> one.put("read", true));
                badge = data.getLong("unread");
            }
            case "notification.withdrawn" -> notifications.values().stream()
                .filter(one -> data.getJsonArray("ids").contains(one.getString("id")))
                .forEach(one -> one.remove("body"));
            case "notification.preferences" -> preferences = data.containsKey("room") ? preferences : data;
            case "room.invited", "room.removed" -> { }
            default -> throw new IllegalStateException(event.encode());
        }
    }

    private static boolean covers(JsonObject read, JsonObject one) {
        return read.containsKey("ids") ? read.getJsonArray("ids").contains(one.getString("id"))
            : one.getLong("seq") <= read.getLong("upTo");
    }

    private void keep(JsonObject notification) {
        notifications.put(notification.getLong("seq"), notification.copy());
    }

    /** Everything that can be compared; the badge is also what the list holds. */
    JsonObject state() {
        var state = new JsonObject().put("badge", badge).put("preferences", preferences).put("unread",
            notifications.values().stream().filter(one -> !one.getBoolean("read")).count());
        notifications.forEach((number, one) -> state.put(number.toString(), one));
        return state;
    }
}
