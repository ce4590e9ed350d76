package dev.parley.session;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;

/**
 * What a client says to have received, channel by channel. For rooms that is the delivered mark of their
 * receipts; other channels keep none.
 */
final class Acknowledgement {

    private static final String ADDRESS = "parley.receipts";
    private static final String ACTION = "delivered";

    private final Session session;
    private final CommandTable commands;
    private final JsonObject refused = new JsonObject();

    Acknowledgement(Session session, CommandTable commands) {
        this.session = session;
        this.commands = commands;
    }

    /** Replies with an empty object, or with the channels that were refused. */
    Future<Done> run(JsonObject channels) {
        var seqs = new Fields(channels);
        channels.fieldNames().forEach(channel -> seqs.number(channel, 0, Starts.NUMBER_MAX));
        var marks = new ArrayList<Future<Void>>();
        for (var channel : channels.fieldNames()) {
            if (Channels.isRoom(channel)) {
                marks.add(mark(channel, seqs.number(channel, 0, Starts.NUMBER_MAX)));
            }
        }
        return Future.join(marks).map(all -> new Done((refused.isEmpty() ? new JsonObject()
            : new JsonObject().put("channels", refused)).encode()));
    }

    private Future<Void> mark(String channel, long seq) {
        var body = new JsonObject().put("room", Channels.idOf(channel)).put("seq", seq);
        return commands.find(ADDRESS, ACTION).call(session, new Fields(body)).transform(marked -> {
            if (marked.failed()) {
                refused.put(channel, new JsonObject().put("error",
                    Shapes.body(session.refusal("ack of " + channel, marked.cause()))));
            }
            return Future.succeededFuture();
        });
    }
}
