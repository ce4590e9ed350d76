package dev.parley.live;

import dev.parley.config.Namespace;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast something comes at this node, such as what one user publishes in one namespace. Only the moment is
 * kept at which each would again be as good as new; above a bound, all further ones share an entry. Callable
 * on any context.
 */
final class Throttle {

    static final int KEYS_MAX = 100_000;
    private static final String SHARED = "";

    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock that never goes back */
    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes one event: 0 when there was room for it, else the milliseconds until there is, at least 1. */
    long take(Namespace namespace, String user) {
        var limits = namespace.limits();
        return limits.perSecond() == 0 || user.isEmpty() ? 0
            : take(namespace.name() + '.' + user, limits.perSecond(), limits.burst());
    }

    /** The same for whatever key. */
    long take(String key, int perSecond, int burst) {
        long each = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long most = each * burst;
        long now = nanoTime.getAsLong();
        var entry = entry(key, now);
        while (true) {
            long before = entry.get();
            long after = Math.max(before - now, 0) + each;
            if (after > most) {
                return Math.max(1, TimeUnit.NANOSECONDS.toMillis(after - most));
            }
            if (entry.compareAndSet(before, now + after)) {
                return 0;
            }
        }
    }

    int size() {
        return fullAt.size();
    }

    private AtomicLong entry(String key, long now) {
        if (fullAt.size() >= KEYS_MAX && !fullAt.containsKey(key)) {
            fullAt.values().removeIf(entry -> entry.get() - now <= 0);
        }
        var known = fullAt.size() < KEYS_MAX || fullAt.containsKey(key) ? key : SHARED;
        return fullAt.computeIfAbsent(known, unknown -> new AtomicLong(now));
    }
}
