package dev.parley.live;

import dev.parley.live.Publisher.Wish;
import dev.parley.log.Posted;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The commands of live channels that publish and read what was published. */
public final class LiveClient {

    static final String ADDRESS = "parley.live";

    private final Publisher publisher;
    private final LiveHistory history;

    public LiveClient(Publisher publisher, LiveHistory history) {
        this.publisher = publisher;
        this.history = history;
    }

    /** The commands that clients may send. */
    public List<Offer<?>> offers() {
        return List.of(
            Offer.write(ADDRESS, "publish", LiveClient::wish, this::publish),
            Offer.read(ADDRESS, "history", history::request, history::answer));
    }

    /** What is to be published, from a command's body. */
    public static Wish wish(Fields body) {
        return content(body, body.string("channel"));
    }

    /** The same, to a channel that is not named there. */
    public static Wish content(Fields body, String channel) {
        var type = body.optionalText("type", 1, Ids.LENGTH_MAX).orElse(Publisher.TYPE);
        if (!Ids.validType(type)) {
            throw Fields.bad("type", "must be a word such as order.paid");
        } else if (!body.given("data")) {
            throw Fields.bad("data", "is missing");
        }
        return new Wish(channel, type, body.value("data").map(Json::encode).orElse("null"),
            body.optionalId("id"));
    }

    private Future<String> publish(Caller caller, Wish wish) {
        return publisher.publish(caller, wish).map(LiveClient::reply);
    }

    /** What the publisher is told. */
    static String reply(Posted posted) {
        var reply = new JsonObject().put("id", posted.id());
        posted.position().ifPresent(position -> reply.put("seq", position.seq())
            .put("epoch", position.epoch()));
        return (posted.duplicate() ? reply.put("duplicate", true) : reply).encode();
    }
}
