package dev.parley.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** One connection that counts for a user or an address until it is given back. */
public final class Pass implements AutoCloseable {

    private final Allowance allowance;
    private final AtomicBoolean given = new AtomicBoolean();

    Pass(Allowance allowance) {
        this.allowance = allowance;
    }

    /** What all connections of the same key share. */
    public Allowance allowance() {
        return allowance;
    }

    /** On any thread; once more does nothing. */
    @Override
    public void close() {
        if (given.compareAndSet(false, true)) {
            allowance.leave();
        }
    }
}
