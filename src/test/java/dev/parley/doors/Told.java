package dev.parley.doors;

import io.vertx.core.json.JsonObject;

/**
 * What a client was told on a channel, whatever carried it.
 *
 * @param body an event or a notice; {@code {type: "refused", failure}} for a subscription that is refused or
 *     over
 */
record Told(String channel, JsonObject body) {

    static Told refused(String channel, String failure) {
        return new Told(channel, new JsonObject().put("type", "refused").put("failure", failure));
    }

    String type() {
        return body.getString("type");
    }

    boolean numbered() {
        return body.containsKey("seq") && !type().equals("subscribed");
    }

    long seq() {
        return body.getLong("seq");
    }
}
