package dev.parley.persistence;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;

/** The appends of one instance that have no answer yet: a bounded number, and each gets one. */
final class Waiting {

    private static final int RETRY_AFTER_MS = 1_000;

    private final int most;
    private final AppendMeters meters;
    private int count;

    Waiting(int number, PersistenceParts parts) {
        this.most = parts.settings().queueMax();
        this.meters = new AppendMeters(parts.meters(), number, () -> count);
    }

    static Refusal unavailable(String why) {
        return Refusal.unavailable(why + "; asking again is safe.", RETRY_AFTER_MS);
    }

    static Refusal timeout(String why) {
        return new Refusal(FailureType.TIMEOUT, why + "; asking again is safe.");
    }

    AppendMeters meters() {
        return meters;
    }

    boolean full() {
        return count >= most;
    }

    Pending enter(Append append) {
        count++;
        return new Pending(append, System.nanoTime());
    }

    /** Refuses one that does not even enter. */
    Future<String> turnAway(Refusal refusal) {
        meters.refused(refusal);
        return Future.failedFuture(refusal.asException());
    }

    void refuse(Pending pending, Refusal refusal) {
        meters.refused(refusal);
        count--;
        pending.refuse(refusal);
    }

    /** The batch without some of them, which are refused. */
    List<Pending> without(List<Pending> batch, Predicate<Pending> refused, Refusal refusal) {
        batch.stream().filter(refused).forEach(pending -> refuse(pending, refusal));
        return batch.stream().filter(refused.negate()).toList();
    }

    void answer(List<Pending> batch, List<Written.Answer> answers) {
        for (int i = 0; i < batch.size(); i++) {
            switch (answers.get(i)) {
                case Written.Refused refused -> refuse(batch.get(i), refused.refusal());
                case Written.Reply reply -> {
                    count--;
                    batch.get(i).reply(reply.json());
                }
            }
        }
    }
}
