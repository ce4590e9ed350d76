package dev.parley.session;

import dev.parley.bus.Addresses;
import dev.parley.cluster.Member;
import dev.parley.protocol.Event;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.relay.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds and ends sessions on all nodes, and sees to it that what is revoked counts on this one. It keeps no
 * list of others' sessions: it asks, so that what it shows is so. One per node.
 */
public final class DirectoryVerticle extends VerticleBase {

    static final String ADDRESS = Addresses.instance("directory", 0);
    static final long LOOP_MS = 1_000;

    private static final long TICK_MS = 100;
    private static final long REPEAT_MS = 400;
    private static final long LIMIT_MS = 1_500;
    private static final int CALLS_MAX = 1_000;

    private final DirectoryParts parts;
    private final String node;
    private final Map<String, RollCall> calls = new HashMap<>();
    private final Map<String, Future<JsonObject>> listings = new HashMap<>();
    private RevocationWatch watch;
    private long lastCall;

    public DirectoryVerticle(DirectoryParts parts) {
        this.parts = parts;
        this.node = parts.cluster().nodeId();
    }

    @Override
    public Future<?> start() {
        watch = new RevocationWatch(vertx, parts);
        vertx.setPeriodic(TICK_MS, tick -> tick());
        return Future.all(
            parts.bus().<Record>hear(Addresses.EAR, this::told).completion(),
            parts.bus().answer(ADDRESS, this::answer).completion(),
            watch.start());
    }

    @Override
    public Future<?> stop() {
        watch.stop();
        return Future.succeededFuture();
    }

    private Future<?> answer(Record asked) {
        return switch ((DirectoryQuestion) asked) {
            case DirectoryQuestion.Listing(var user) -> list(user);
            case DirectoryQuestion.Ending(var end) -> end(end);
            case DirectoryQuestion.Revoking revoking -> watch.revoke(revoking.kind(), revoking.subject());
        };
    }

    /** Who asks while the same is asked already shares the answer. */
    private Future<JsonObject> list(String user) {
        var known = listings.get(user);
        if (known != null) {
            return known;
        }
        var question = new LoopQuestion.OfUser(user);
        var here = here(question);
        var listing = call(question, answer -> false).compose(call -> here.map(own -> listed(own, call)));
        listings.put(user, listing);
        listing.onComplete(done -> listings.remove(user, listing));
        return listing;
    }

    private static JsonObject listed(JsonObject own, RollCall call) {
        var answers = Stream.concat(Stream.of(own), call.answers().stream()).toList();
        var sessions = answers.stream().flatMap(answer -> answer.getJsonArray("sessions").stream())
            .map(JsonObject.class::cast)
            .sorted(Comparator.comparing((JsonObject session) -> session.getString("since")).reversed())
            .toList();
        var shown = new JsonObject().put("sessions",
            new JsonArray(sessions.stream().limit(Roll.SHOWN_MAX).toList()));
        if (sessions.size() > Roll.SHOWN_MAX) {
            shown.put("more", true);
        }
        return call.missing() == 0 ? shown : shown.put("missing", call.missing());
    }

    private Future<Boolean> end(LoopQuestion.End end) {
        return here(end).compose(own -> found(own) ? Future.succeededFuture(true)
            : call(end, DirectoryVerticle::found).compose(call ->
                call.answers().stream().anyMatch(DirectoryVerticle::found) ? Future.succeededFuture(true)
                    : call.missing() == 0 ? Future.succeededFuture(false)
                    : Future.failedFuture(new Refusal(FailureType.TIMEOUT,
                        "A node did not answer whether the session is there; asking again is safe.")
                        .asException())));
    }

    private static boolean found(JsonObject answer) {
        return answer.getBoolean("found", false);
    }

    /** What the loops of this node answer; one that is not there has nothing. */
    @SuppressWarnings("unchecked")
    private Future<JsonObject> here(LoopQuestion question) {
        var asked = IntStream.range(0, parts.loops().getAsInt())
            .mapToObj(loop -> parts.bus().<Object>ask(Sessions.address(loop), (Record) question, LOOP_MS))
            .toList();
        return Future.join(asked).transform(all -> {
            var answers = asked.stream().filter(Future::succeeded).map(Future::result).toList();
            return Future.succeededFuture(question instanceof LoopQuestion.End
                ? new JsonObject().put("found", answers.contains(true))
                : new JsonObject().put("sessions", new JsonArray(answers.stream()
                    .flatMap(answer -> ((List<JsonObject>) answer).stream()).toList())));
        });
    }

    private Future<RollCall> call(LoopQuestion question, Predicate<JsonObject> enough) {
        if (calls.size() >= CALLS_MAX) {
            return Future.failedFuture(Refusal.unavailable("Too many ask for sessions now.", 1_000)
                .asException());
        }
        var ask = new Word.Ask(node + "-" + ++lastCall, node, question);
        var others = parts.cluster().members().stream().map(Member::nodeId)
            .filter(member -> !member.equals(node)).toList();
        var call = new RollCall(ask, now(), others, enough);
        if (!others.isEmpty()) {
            calls.put(ask.id(), call);
            parts.bell().ring(List.of(ask.signal()));
        }
        return call.done().onComplete(done -> calls.remove(ask.id()));
    }

    private void told(Record told) {
        if (told instanceof Batch batch) {
            batch.forEach(Word.CHANNEL::equals, this::hear);
        }
    }

    private void hear(Event event) {
        Word.read(event).ifPresent(word -> {
            switch (word) {
                case Word.Ask ask when ask.from().equals(node) -> { }
                case Word.Ask ask -> here(ask.question()).onSuccess(answer ->
                    parts.bell().ring(List.of(new Word.Told(ask.id(), node, answer).signal())));
                case Word.Told told when calls.containsKey(told.id()) ->
                    calls.get(told.id()).told(told.from(), told.answer());
                case Word.Told others -> { }
                case Word.Revoked(var revocation) -> watch.take(revocation);
            }
        });
    }

    private void tick() {
        if (calls.isEmpty()) {
            return;
        }
        var members = parts.cluster().members().stream().map(Member::nodeId).toList();
        for (var call : List.copyOf(calls.values())) {
            call.among(members);
            call.expire(now(), LIMIT_MS);
            if (calls.containsKey(call.ask().id()) && call.repeats(now(), REPEAT_MS)) {
                parts.bell().ring(List.of(call.ask().signal()));
            }
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
