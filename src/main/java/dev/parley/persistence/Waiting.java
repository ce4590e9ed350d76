package dev.parley.persistence;

import dev.parley.protocol.Refusal;
import java.util.List;

/** The appends of one instance that have no answer yet: a bounded number, and each gets one. */
final class Waiting {

    private final int most;
    private final AppendMeters meters;
    private int count;

    Waiting(int number, PersistenceParts parts) {
        this.most = parts.settings().queueMax();
        this.meters = new AppendMeters(parts.meters(), number, () -> count);
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
    Refusal turnedAway(Refusal refusal) {
        meters.refused(refusal);
        return refusal;
    }

    void refuse(Pending pending, Refusal refusal) {
        meters.refused(refusal);
        count--;
        pending.refuse(refusal);
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
