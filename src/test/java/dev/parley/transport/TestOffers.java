package dev.parley.transport;

import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Commands for tests: they note what they are given, and answer when told to. */
final class TestOffers {

    /** The replies that wait, by the field {@code hold} of the command's body. */
    final Map<String, Promise<String>> held = new ConcurrentHashMap<>();
    /** The field {@code text} of each command, in the order applied. */
    final List<String> applied = new CopyOnWriteArrayList<>();

    List<Offer<?>> all() {
        return List.of(
            Offer.read("test.echo", "say", body -> body, this::run),
            Offer.write("test.rooms", "create", body -> body, this::run),
            Offer.write("test.messages", "post", body -> body, this::run),
            Offer.write("parley.receipts", "delivered",
                body -> body.id("room") + ":" + body.number("seq", 0, 99), this::mark),
            Offer.write("test.messages", "typed", body -> body.string("text"),
                (caller, text) -> Future.succeededFuture("{}")),
            Offer.read("test.fault", "throw", body -> body, (caller, body) -> {
                throw new IllegalStateException("meant to fail");
            }),
            new Offer<>("test.admin", "only", Offer.Kind.READ, Offer.Access.ADMIN, body -> body, this::run));
    }

    private Future<String> mark(Caller caller, String mark) {
        applied.add(mark);
        return mark.startsWith("secret") ? Future.failedFuture(Refusal.notFound("room").asException())
            : Future.succeededFuture("{}");
    }

    private Future<String> run(Caller caller, Fields body) {
        var text = body.optionalString("text").orElse("");
        applied.add(text);
        var reply = new JsonObject().put("text", text).put("user", caller.user())
            .put("origin", caller.origin()).encode();
        var hold = body.optionalString("hold");
        return hold.isEmpty() ? Future.succeededFuture(reply)
            : held.computeIfAbsent(hold.get(), name -> Promise.promise()).future().map(reply);
    }

    /** Lets one reply go. */
    void release(String hold) {
        held.computeIfAbsent(hold, name -> Promise.promise()).complete("");
    }
}
