package dev.parley.session;

import dev.parley.hub.Subscription;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many subscribes in one command. Its reply holds each channel's answer; only when that is written do their
 * events flow.
 */
final class Sync {

    private final Session session;
    private final int most;
    private final ArrayList<Subscription> granted = new ArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>();

    Sync(Session session, int most) {
        this.session = session;
        this.most = most;
    }

    /** The whole reply; a refused channel is an entry of it, not a failure. Too many at once are one. */
    Future<Done> run(Fields body) {
        var channels = ChannelMap.of(body, most);
        var wait = session.registers(channels.size());
        if (wait > 0) {
            return Future.failedFuture(Refusal.rateLimited(wait).asException());
        }
        var under = new ArrayList<Future<Void>>(channels.size());
        for (var channel : channels.fieldNames()) {
            answers.put(channel, "{}");
            under.add(open(channel, channels.getValue(channel)));
        }
        return Future.join(under).map(all ->
            new Done(reply(), this::start));
    }

    private String reply() {
        return answers.entrySet().stream()
            .map(answer -> Json.encode(answer.getKey()) + ":" + answer.getValue())
            .collect(Collectors.joining(",", "{\"channels\":{", "}}"));
    }

    private void start() {
        granted.forEach(Subscription::start);
    }

    private Future<Void> open(String channel, Object said) {
        if (channel.equals(Channels.SESSION)) {
            return Future.succeededFuture();
        }
        return ask(channel, said).transform(opened -> {
            if (opened.succeeded()) {
                granted.add(opened.result());
                answers.put(channel, Shapes.text(new JsonObject(), opened.result().answer()));
            } else {
                answers.put(channel, new JsonObject().put("error",
                    Shapes.body(session.refusal("sync of " + channel, opened.cause()))).encode());
            }
            return Future.succeededFuture();
        });
    }

    private Future<Subscription> ask(String channel, Object said) {
        try {
            return switch (said) {
                case null -> session.openCounted(channel, Starts.read(new JsonObject()));
                case JsonObject where -> session.openCounted(channel, Starts.read(where));
                default -> throw Fields.bad(channel, "must be an object");
            };
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }
}
