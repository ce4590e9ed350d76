package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;

import dev.parley.config.RoomSettings;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import dev.parley.session.Shapes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing told in many places by one request of a server key: a message in many rooms, a notification to
 * many users. Each place answers for itself.
 */
final class Spreading {

    private static final Logger LOG = LoggerFactory.getLogger(Spreading.class);
    private static final String ADDRESS = "parley.broadcasts";
    private static final int PLACES_MAX = 500;

    private final RoomSettings settings;
    private final List<Offer<?>> offers;

    Spreading(RoomSettings settings, List<Offer<?>> offers) {
        this.settings = settings;
        this.offers = offers;
    }

    List<Endpoint> all() {
        return List.of(
            new Endpoint(resource("messages", "Post a message to many rooms, as the user of `Parley-As`.",
                Field.must("rooms", Types.ids(PLACES_MAX).put("minItems", 1), "Where."), "room")
                .with(Field.may("id", Types.id(), "Of the message, in each room."))
                .with(new MessageResources(settings).content()),
                (asker, body) -> spread(asker, body, "parley.messages", "post", "room")),
            new Endpoint(resource("notifications", "Tell many users something of the application's own.",
                Field.must("users", Types.ids(PLACES_MAX).put("minItems", 1), "Whom."), "user")
                .with(NotificationResources.content()),
                (asker, body) -> spread(asker, body, "parley.notifications", "push", "user")));
    }

    private static Resource resource(String action, String summary, Field places, String place) {
        return Resource.post(ADDRESS, action, "/broadcasts/" + action,
            summary + " For server keys.").with(places)
            .replies(Reply.body(Types.object("results", Types.list(Types.object(place, Types.id(),
                "id?", Types.id(), "seq?", Types.count(), "epoch?", Types.text(), "at?", Types.time(),
                "duplicate?", Types.always(true), "error?", Types.ref("Failure"))),
                "refused", Types.count())))
            .refuses(CONFLICT);
    }

    private Future<String> spread(Asker asker, JsonObject body, String address, String action, String place) {
        if (asker.key().isEmpty()) {
            throw Refusal.forbidden("Only a server key may do this.").asException();
        } else if (place.equals("room") && !asker.personal()) {
            throw Endpoint.nobody();
        }
        var places = new Fields(body).ids(place + "s", PLACES_MAX);
        if (places.isEmpty()) {
            throw Fields.bad(place + "s", "names nobody");
        }
        var offer = offers.stream().filter(one -> one.address().equals(address)
            && one.action().equals(action)).findFirst().orElseThrow();
        var results = new ArrayList<Future<JsonObject>>();
        for (var one : places) {
            results.add(offer.call(asker.caller(), new Fields(body.copy().put(place, one))).transform(done ->
                Future.succeededFuture((done.succeeded() ? new JsonObject(done.result())
                    : new JsonObject().put("error", Shapes.body(Faults.refusal(LOG, action, done.cause()))))
                    .put(place, one))));
        }
        return Future.all(results).map(all -> {
            var list = new JsonArray();
            results.forEach(result -> list.add(result.result()));
            return new JsonObject().put("results", list).put("refused", list.stream()
                .filter(result -> ((JsonObject) result).containsKey("error")).count()).encode();
        });
    }
}
