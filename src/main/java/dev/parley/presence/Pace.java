package dev.parley.presence;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** Does something at the end of the turn of the loop that asks for it, and again when that says so. */
final class Pace {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Context context;
    private final LongSupplier work;
    private boolean scheduled;
    private long timer = NONE;
    private long timerAt;

    /** @param work gives after how many milliseconds it wants to be done again; -1 = when asked for */
    Pace(Vertx vertx, Context context, LongSupplier work) {
        this.vertx = vertx;
        this.context = context;
        this.work = work;
    }

    /** It shall be done. */
    void soon() {
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(turn -> run());
        }
    }

    private void run() {
        scheduled = false;
        long again = work.getAsLong();
        long at = System.nanoTime() / 1_000_000 + again;
        if (again < 0 || timer != NONE && timerAt <= at) {
            return;
        }
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
        timerAt = at;
        timer = vertx.setTimer(Math.max(1, again), due -> {
            timer = NONE;
            run();
        });
    }
}
