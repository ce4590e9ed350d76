package dev.parley.transport.sse;

import dev.parley.hub.Subscribed;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Refusal;
import dev.parley.session.Closing;
import dev.parley.session.Shapes;
import io.vertx.core.json.JsonObject;

/** The blocks of a stream that are no events of a channel's own. */
final class Blocks {

    static final String HEARTBEAT = ":\n\n";

    private Blocks() {
    }

    static String retry(long ms) {
        return "retry: " + ms + "\n\n";
    }

    /** All that a client hears that cannot come in now: when to ask again, and why. */
    static String later(Refusal why, long retryMs) {
        var wait = why.details().getLong("retryAfterMs", 0L);
        return retry(Math.max(retryMs, wait)) + notice(new JsonObject().put("type", "session.refused")
            .put("error", Shapes.body(why)));
    }

    /** The answer to a subscribe, with the positions that hold from then on. */
    static String subscribed(String channel, Subscribed answer, Positions positions) {
        var notice = new JsonObject().put("channel", channel).put("type", "subscribed");
        return "id: " + positions + "\n" + block("subscribed", Shapes.text(notice, answer));
    }

    /** A subscription is over, and why. Its position is none of the stream's any more. */
    static String unsubscribed(String channel, Refusal why, Positions positions) {
        return "id: " + positions + "\n" + block("unsubscribed", new JsonObject().put("channel", channel)
            .put("type", "unsubscribed").put("error", Shapes.body(why)).encode());
    }

    static String notice(JsonObject notice) {
        return block(notice.getString("type"),
            new JsonObject().put("channel", Channels.SESSION).mergeIn(notice).encode());
    }

    /** What other transports say with a close code. */
    static String closed(Closing why) {
        return notice(new JsonObject().put("type", "session.closed").put("code", why.code())
            .put("reason", why.reason()));
    }

    private static String block(String type, String about) {
        return "event: " + type + "\ndata: " + about + "\n\n";
    }
}
