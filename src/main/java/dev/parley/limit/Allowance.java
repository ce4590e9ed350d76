package dev.parley.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one user, or one remote address, still may do on this node. Asked on every event loop without locks:
 * of each rate only the time is kept until which it is used up (a leaky bucket as a virtual schedule), and a
 * take is one compare-and-set. Nothing is allocated.
 */
public final class Allowance {

    private static final Kind[] KINDS = Kind.values();
    private static final long MS = 1_000_000;

    private final Rates rates;
    /** The time at which the bucket of each kind is full again. */
    private final AtomicLongArray fullAt = new AtomicLongArray(KINDS.length);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();

    Allowance(Rates rates) {
        this.rates = rates;
        var now = rates.now();
        for (int kind = 0; kind < KINDS.length; kind++) {
            fullAt.set(kind, now);
        }
    }

    /**
     * Takes so many of a kind, all or none.
     *
     * @return 0 when they were there, else the milliseconds until they will be, at least 1
     */
    public long take(Kind kind, long amount) {
        var place = kind.ordinal();
        var cost = rates.cost(place, amount);
        var now = rates.now();
        while (true) {
            var before = fullAt.get(place);
            var after = Math.max(before - now, 0) + cost;
            if (after > rates.burst(place)) {
                return Math.ceilDiv(after - rates.burst(place), MS);
            }
            if (fullAt.compareAndSet(place, before, now + after)) {
                return 0;
            }
        }
    }

    /**
     * Takes one of a kind for later, unless that is too late.
     *
     * @return how many milliseconds later; nothing was taken when that is more than {@code mostMs}
     */
    public long reserve(Kind kind, long mostMs) {
        var place = kind.ordinal();
        var cost = rates.cost(place, 1);
        var now = rates.now();
        while (true) {
            var before = fullAt.get(place);
            var after = Math.max(before - now, 0) + cost;
            var wait = Math.ceilDiv(Math.max(0, after - rates.burst(place)), MS);
            if (wait > mostMs || fullAt.compareAndSet(place, before, now + after)) {
                return wait;
            }
        }
    }

    /**
     * Takes what has happened already, also when it is not there; the debt is never more than one burst.
     *
     * @return the milliseconds until the debt is paid; 0 = there is none
     */
    public long charge(Kind kind, long amount) {
        var place = kind.ordinal();
        var cost = rates.cost(place, amount);
        var burst = rates.burst(place);
        var now = rates.now();
        while (true) {
            var before = fullAt.get(place);
            var after = Math.min(Math.max(before - now, 0) + cost, 2 * burst);
            if (fullAt.compareAndSet(place, before, now + after)) {
                return after <= burst ? 0 : Math.ceilDiv(after - burst, MS);
            }
        }
    }

    /** The milliseconds until a debt of {@link #charge} is paid; 0 = there is none. */
    public long owed(Kind kind) {
        var place = kind.ordinal();
        var debt = fullAt.get(place) - rates.now() - rates.burst(place);
        return debt <= 0 ? 0 : Math.ceilDiv(debt, MS);
    }

    /** Connections that count for it now. */
    public int open() {
        return open.get();
    }

    /** One more, unless there are as many already. */
    boolean enter(int most) {
        return more(open, most);
    }

    void leave() {
        open.decrementAndGet();
    }

    /** One more that may not come in and is still to be told so, unless there are as many already. */
    boolean turnAway(int most) {
        return more(turnedAway, most);
    }

    /** One that was turned away is gone. */
    void gone() {
        turnedAway.decrementAndGet();
    }

    private static boolean more(AtomicInteger count, int most) {
        while (true) {
            var before = count.get();
            if (before >= most) {
                return false;
            }
            if (count.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    /** Is it as if it were new? Then it need not be kept. */
    boolean unused() {
        if (open.get() > 0 || turnedAway.get() > 0) {
            return false;
        }
        var now = rates.now();
        for (int kind = 0; kind < KINDS.length; kind++) {
            if (fullAt.get(kind) - now > 0) {
                return false;
            }
        }
        return true;
    }
}
