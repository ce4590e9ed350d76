package dev.parley.persistence;

import java.util.HashSet;
import java.util.Set;

/** What can stand in one statement with the first append of a channel: consecutive ones of some kinds. */
final class Gathering {

    /** Ops of the changes in one statement, beyond its first: so long at most is the row held. */
    static final int OPS_MAX = 1_000;

    private final Append first;
    private final Set<String> ids = new HashSet<>();
    private int ops;

    Gathering(Append first) {
        this.first = first;
        takes(first);
    }

    /** Whether the next one stands with those before it, which were all taken. */
    boolean takes(Append next) {
        return switch (next) {
            case PostMessage post -> first instanceof PostMessage && PostBatch.fits(post, ids)
                && ids.add(post.id());
            case LiveDraft live -> first instanceof LiveDraft && ids.add(live.draft().id());
            case ChangeState change -> first instanceof ChangeState && room(change) && ids.add(change.id());
            case Change alone -> false;
        };
    }

    private boolean room(ChangeState change) {
        ops += change.ops().size();
        return ops <= OPS_MAX || ids.isEmpty();
    }
}
