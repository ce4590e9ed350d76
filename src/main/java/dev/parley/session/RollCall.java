package dev.parley.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One question to all other nodes, and what they have answered so far. */
final class RollCall {

    private final Word.Ask ask;
    private final long beganAt;
    private final Set<String> awaited;
    private final Predicate<JsonObject> enough;
    private final List<JsonObject> answers = new ArrayList<>();
    private final Promise<RollCall> done = Promise.promise();
    private boolean repeated;

    /** @param enough which answer makes all others needless */
    RollCall(Word.Ask ask, long now, Collection<String> others, Predicate<JsonObject> enough) {
        this.ask = ask;
        this.beganAt = now;
        this.awaited = new HashSet<>(others);
        this.enough = enough;
        settle(false);
    }

    Word.Ask ask() {
        return ask;
    }

    /** Never fails. */
    Future<RollCall> done() {
        return done.future();
    }

    List<JsonObject> answers() {
        return answers;
    }

    /** How many nodes have not answered. */
    int missing() {
        return awaited.size();
    }

    void told(String node, JsonObject answer) {
        if (awaited.remove(node)) {
            answers.add(answer);
            settle(enough.test(answer));
        }
    }

    /** Nobody waits for who is gone. */
    void among(Collection<String> members) {
        awaited.retainAll(members);
        settle(false);
    }

    /** Whether it is time to ask once more: the question or an answer may be lost. */
    boolean repeats(long now, long afterMs) {
        if (repeated || now - beganAt < afterMs) {
            return false;
        }
        repeated = true;
        return true;
    }

    /** Ends it with what there is when it has lasted too long. */
    void expire(long now, long limitMs) {
        settle(now - beganAt >= limitMs);
    }

    private void settle(boolean over) {
        if (over || awaited.isEmpty()) {
            done.tryComplete(this);
        }
    }
}
