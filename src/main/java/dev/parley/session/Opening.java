package dev.parley.session;

import io.vertx.core.Vertx;

/** A subscription that is asked for: who asks for the same channel meanwhile is answered after it. */
final class Opening {

    /** One that has its answer. */
    static final Opening SETTLED = new Opening();

    static {
        SETTLED.settled = true;
    }

    private boolean settled;
    private Runnable next;

    /** Runs it when this one has its answer; only the next one waits here. */
    void then(Runnable later) {
        if (settled) {
            later.run();
        } else {
            next = later;
        }
    }

    /** It has its answer; what comes next does so when that is written. */
    void settle(Vertx vertx) {
        settled = true;
        if (next != null) {
            var later = next;
            next = null;
            vertx.runOnContext(written -> later.run());
        }
    }
}
