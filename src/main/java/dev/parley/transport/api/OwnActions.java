package dev.parley.transport.api;

import dev.parley.config.Settings;
import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Texts;
import dev.parley.session.Shapes;
import dev.parley.session.Starts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of {@code parley.session} for those who have none: each concerns the request alone.
 */
final class OwnActions {

    private static final Logger LOG = LoggerFactory.getLogger(OwnActions.class);
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int NAME_MAX = 300;
    private static final String ERROR = "error";
    private static final String CHANNELS = "channels";

    private final ApiParts parts;

    OwnActions(ApiParts parts) {
        this.parts = parts;
    }

    /** By action; commands of the dispatcher go before. */
    Map<String, Endpoint.Action> all() {
        var all = new HashMap<String, Endpoint.Action>();
        all.put("whoami", (asker, body) -> Future.succeededFuture(shown(asker)));
        all.put("authenticate", this::authenticate);
        all.put("sync", this::sync);
        all.put("ack", this::ack);
        return all;
    }

    private Future<String> authenticate(Asker asker, JsonObject body) {
        return parts.authenticator().verify(new Fields(body).string("token")).compose(identity ->
            asker.key().isPresent() || identity.user().equals(asker.caller().user())
                ? Future.succeededFuture(shown(Credentials.of(identity, asker.caller().origin())))
                : Future.failedFuture(Refusal.forbidden("The token belongs to another user.").asException()));
    }

    private String shown(Asker asker) {
        var shown = new JsonObject();
        if (asker.personal()) {
            var roles = asker.key().isPresent() ? new JsonArray()
                : new JsonArray(asker.caller().roles().stream().sorted().toList());
            shown.put("user", new JsonObject().put("id", asker.caller().user())
                .put("name", asker.caller().name()).put("roles", roles));
        }
        asker.key().ifPresent(key -> shown.put("key", key));
        asker.expiresAt().map(OwnActions::time).ifPresent(at -> shown.put("expiresAt", at));
        Settings settings = parts.settings();
        return shown.put("node", parts.nodeId()).put("limits", new JsonObject()
            .put("bodyBytes", settings.api().bodyBytesMax())
            .put("commandsPerSecond", settings.user().commandsPerSecond())
            .put("commandsBurst", settings.user().commandsBurst())).encode();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    /** Where each channel stands: a subscription that is given back at once, so that all doors are asked. */
    private Future<String> sync(Asker asker, JsonObject body) {
        if (!asker.personal()) {
            throw Endpoint.nobody();
        }
        var answers = new JsonObject();
        var under = new ArrayList<Future<Void>>();
        var glance = new Glance(asker.caller().user());
        var channels = channels(body);
        for (var channel : channels.fieldNames()) {
            answers.put(channel, new JsonObject());
            under.add(look(glance, channel, channels.getValue(channel)).transform(seen -> {
                answers.put(channel, seen.succeeded() ? seen.result() : refused("sync", seen.cause()));
                return Future.succeededFuture();
            }));
        }
        return Future.join(under).transform(all -> {
            parts.hub().leave(glance);
            return Future.succeededFuture(new JsonObject().put(CHANNELS, answers).encode());
        });
    }

    private Future<JsonObject> look(Glance glance, String channel, Object from) {
        if (!(from instanceof JsonObject start)) {
            return Future.failedFuture(Fields.bad(channel, "must be an object"));
        }
        try {
            return parts.hub().open(glance, channel, Starts.read(start))
                .map(opened -> new JsonObject(Shapes.text(new JsonObject(), opened.answer())));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<String> ack(Asker asker, JsonObject body) {
        if (!asker.personal()) {
            throw Endpoint.nobody();
        }
        var channels = channels(body);
        var seqs = new Fields(channels);
        channels.fieldNames().forEach(channel -> seqs.number(channel, 0, Types.WHOLE_MAX));
        var refused = new JsonObject();
        var under = new ArrayList<Future<Void>>();
        channels.fieldNames().stream().filter(Channels::isRoom).forEach(channel -> under.add(
            mark(asker, channel, seqs.number(channel, 0, Types.WHOLE_MAX)).transform(marked -> {
                if (marked.failed()) {
                    refused.put(channel, refused("ack", marked.cause()));
                }
                return Future.succeededFuture();
            })));
        return Future.join(under).map(all -> (refused.isEmpty() ? new JsonObject()
            : new JsonObject().put(CHANNELS, refused)).encode());
    }

    private Future<String> mark(Asker asker, String channel, long seq) {
        return parts.offers().stream().filter(offer -> offer.address().equals("parley.receipts")
            && offer.action().equals("delivered")).findFirst().orElseThrow()
            .call(asker.caller(), new Fields(new JsonObject().put("room", Channels.idOf(channel))
                .put("seq", seq)));
    }

    private JsonObject channels(JsonObject given) {
        var body = new Fields(given).wellFormed();
        var most = parts.settings().session().registrationsMax();
        if (!(body.value(CHANNELS).orElse("") instanceof JsonObject channels)) {
            throw Fields.bad(CHANNELS, "must be an object with an entry for each channel");
        } else if (channels.size() > most) {
            throw new Refusal(FailureType.TOO_LARGE, "Field \"channels\" has " + channels.size()
                + " entries, at most " + most + " are allowed.").asException();
        } else if (channels.fieldNames().stream().anyMatch(name -> name.isEmpty() || name.length() > NAME_MAX
            || !Texts.wellFormed(name))) {
            throw Fields.bad(CHANNELS, "holds a name that no channel can have");
        }
        return channels;
    }

    private static JsonObject refused(String what, Throwable cause) {
        return new JsonObject().put(ERROR, Shapes.body(Faults.refusal(LOG, what, cause)));
    }
}
