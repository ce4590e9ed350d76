package dev.parley.presence;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the commands about presence, each carried to the presence of this node. */
public final class PresenceClient {

    private static final String ADDRESS = "parley.presence";
    private static final int USERS_MAX = 500;
    private static final int LIMIT_MAX = 1000;
    private static final List<String> STATUSES = List.of("online", "away", "busy", "invisible");

    private final Bus bus;
    private final Log log;
    private final Persistence persistence;
    private final int textMax;
    private final long timeoutMs;

    /**
     * @param log       says who may read a channel
     * @param textMax   code points of what somebody adds to his status
     * @param timeoutMs how long a command may take before its sender is told {@code timeout}
     */
    public PresenceClient(Bus bus, Log log, Persistence persistence, int textMax, long timeoutMs) {
        this.bus = bus;
        this.log = log;
        this.persistence = persistence;
        this.textMax = textMax;
        this.timeoutMs = timeoutMs;
    }

    private record Say(Status status, String text) {
    }

    private record Who(String channel, Optional<List<String>> users, int limit) {
    }

    /** Every command about presence. */
    public List<Offer<?>> offers() {
        return List.of(
            Offer.write(ADDRESS, "set", this::readSay, this::set),
            Offer.read(ADDRESS, "of", body -> readUsers(body).orElseThrow(() ->
                Fields.bad("users", "is missing")), this::of),
            Offer.read(ADDRESS, "who", PresenceClient::readWho, this::who));
    }

    private Say readSay(Fields body) {
        var status = body.optionalWord("status", STATUSES)
            .orElseThrow(() -> Fields.bad("status", "is missing"));
        return new Say(Status.of(status), body.optionalText("text", 0, textMax).orElse(""));
    }

    private static Optional<List<String>> readUsers(Fields body) {
        return body.has("users") ? Optional.of(body.ids("users", USERS_MAX)) : Optional.empty();
    }

    private static Who readWho(Fields body) {
        return new Who(body.string("channel"), readUsers(body),
            (int) body.optionalNumber("limit", 0, LIMIT_MAX).orElse(USERS_MAX));
    }

    private Future<String> set(Caller caller, Say say) {
        return bus.<Question.Seen>ask(Addresses.PRESENCE,
            new Question.Say(caller, say.status(), say.text()), timeoutMs)
            .compose(seen -> entries(List.of(caller.user()), seen))
            .map(entries -> new JsonObject().put("user", entries.getJsonObject(0)).encode());
    }

    private Future<String> of(Caller caller, List<String> users) {
        return bus.<Question.Seen>ask(Addresses.PRESENCE, new Question.Of(caller, users), timeoutMs)
            .compose(seen -> entries(users, seen))
            .map(entries -> new JsonObject().put("users", entries).encode());
    }

    /** Whoever may listen to the channel may ask who is there. */
    private Future<String> who(Caller caller, Who who) {
        return log.open(List.of(Door.of(who.channel(), caller).toPeople())).compose(openings ->
            switch (openings.getFirst()) {
                case Opening.Shut shut -> Future.failedFuture(shut.refusal().asException());
                case Opening.Away away -> Future.failedFuture(away.refusal().asException());
                case Opening.Open open -> ask(who);
                case Opening.Passing passing -> ask(who);
            });
    }

    private Future<String> ask(Who who) {
        return bus.ask(Addresses.PRESENCE, new Question.Who(who.channel(), who.users(), who.limit()),
            timeoutMs);
    }

    /** In the order of the users; of those not there, when they were last seen, if the store tells. */
    private Future<JsonArray> entries(List<String> users, Question.Seen seen) {
        var there = new HashMap<String, Shown>();
        seen.there().forEach(shown -> there.put(shown.user(), shown));
        var away = users.stream().filter(user -> !there.containsKey(user)).toList();
        return Keeper.kept(persistence, away).otherwise(new JsonObject())
            .map(kept -> entries(users, there, kept));
    }

    private static JsonArray entries(List<String> users, Map<String, Shown> there, JsonObject kept) {
        return new JsonArray(users.stream().map(user -> there.containsKey(user)
            ? EntryText.entry(there.get(user)) : EntryText.away(user, kept.getJsonObject(user))).toList());
    }
}
