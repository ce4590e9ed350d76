package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;

import dev.parley.config.LiveSettings;
import dev.parley.config.RoomSettings;
import dev.parley.config.Settings;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Texts;
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
    private static final int NAME_MAX = 300;

    private final RoomSettings settings;
    private final LiveSettings live;
    private final List<Offer<?>> offers;

    Spreading(Settings settings, List<Offer<?>> offers) {
        this.settings = settings.rooms();
        this.live = settings.live();
        this.offers = offers;
    }

    List<Endpoint> all() {
        return List.of(
            new Endpoint(resource("messages", "Post a message to many rooms, as the user of `Parley-As`.",
                Field.must("rooms", Types.ids(PLACES_MAX).put("minItems", 1), "Where."), "room")
                .with(Field.may("id", Types.id(), "Of the message, in each room."))
                .with(new MessageResources(settings).content()), (asker, body) ->
                    spread(asker, body, "parley.messages", "post", new Places("room", PLACES_MAX, true))),
            new Endpoint(resource("notifications", "Tell many users something of the application's own.",
                Field.must("users", Types.ids(PLACES_MAX).put("minItems", 1), "Whom."), "user")
                .with(NotificationResources.content()), (asker, body) ->
                    spread(asker, body, "parley.notifications", "push",
                        new Places("user", PLACES_MAX, false))),
            new Endpoint(resource("publications", "Publish an event to many live channels.",
                Field.must("channels", Types.list(Types.ref("Channel"), live.channelsMax())
                    .put("minItems", 1), "Where."), "channel")
                .with(LiveResources.content()), (asker, body) -> spread(asker, body, "parley.live", "publish",
                    new Places("channel", live.channelsMax(), false))));
    }

    /**
     * What a broadcast goes to.
     *
     * @param one      the name of one of them, the list's without its s
     * @param most     at once
     * @param personal whether it goes there in somebody's name only
     */
    private record Places(String one, int most, boolean personal) {

        List<String> of(JsonObject body) {
            var names = one.equals("channel") ? channels(body) : new Fields(body).ids(one + "s", most);
            if (names.isEmpty()) {
                throw Fields.bad(one + "s", "names nobody");
            }
            return names;
        }

        private List<String> channels(JsonObject body) {
            return switch (body.getValue("channels")) {
                case null -> List.of();
                case JsonArray list when list.size() > most -> throw Fields.tooLarge("channels", "has "
                    + list.size() + " entries, at most " + most + " are allowed");
                case JsonArray list when list.stream().allMatch(Places::isName) ->
                    list.stream().map(String.class::cast).distinct().toList();
                default -> throw Fields.bad("channels", "must be a list of names");
            };
        }

        private static boolean isName(Object value) {
            return value instanceof String name && !name.isEmpty() && name.length() <= NAME_MAX
                && Texts.wellFormed(name);
        }
    }

    private static Resource resource(String action, String summary, Field places, String place) {
        return Resource.post(ADDRESS, action, "/broadcasts/" + action,
            summary + " For server keys.").with(places)
            .replies(Reply.body(Types.object("results", Types.list(Types.object(place, Types.ref("Channel"),
                "id?", Types.id(), "seq?", Types.count(), "epoch?", Types.text(), "at?", Types.time(),
                "duplicate?", Types.always(true), "error?", Types.ref("Failure"))),
                "refused", Types.count())))
            .refuses(CONFLICT);
    }

    private Future<String> spread(Asker asker, JsonObject body, String address, String action,
                                  Places places) {
        if (asker.key().isEmpty()) {
            throw Refusal.forbidden("Only a server key may do this.").asException();
        } else if (places.personal() && !asker.personal()) {
            throw Endpoint.nobody();
        }
        var offer = offers.stream().filter(one -> one.address().equals(address)
            && one.action().equals(action)).findFirst().orElseThrow();
        var results = new ArrayList<Future<JsonObject>>();
        var place = places.one();
        for (var one : places.of(body)) {
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
