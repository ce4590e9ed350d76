package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Somebody who asks by one of the doors, and tells each answer by one sign. */
interface Speaker {

    Map<String, String> SIGNS = Map.of("unauthenticated", "u", "forbidden", "f", "not_found", "n", "gone",
        "g", "conflict", "c", "bad_request", "b", "too_large", "l", "rate_limited", "r", "unavailable", "x");

    /** The body of the reply; fails with the failure's type as its message. */
    Future<JsonObject> ask(String address, String action, JsonObject body);

    /** The answer to a subscribe. */
    Future<JsonObject> register(String channel);

    void close();

    /** The answer for one channel of a sync. */
    default Future<JsonObject> sync(String channel) {
        var body = new JsonObject().put("channels", new JsonObject().put(channel, new JsonObject()));
        return ask("parley.session", "sync", body).compose(reply -> {
            var answer = reply.getJsonObject("channels").getJsonObject(channel);
            return answer.containsKey("error")
                ? Future.failedFuture(answer.getJsonObject("error").getString("type"))
                : Future.succeededFuture(answer);
        });
    }

    /** {@code +} for what is granted, else the sign of the failure. */
    static Future<String> sign(Future<JsonObject> answer) {
        return answer.map("+").recover(fault -> Future.succeededFuture(
            SIGNS.getOrDefault(fault.getMessage(), "<" + fault.getMessage() + ">")));
    }
}
