package dev.parley.limit;

import dev.parley.config.AllowanceSettings;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * The allowances of all users, or of all remote addresses, that a node has heard of lately. Shared by its
 * event loops; a key is looked up when a connection or a request begins, never for a message. Keys whose
 * allowance is as good as new are forgotten; when there are too many others, a new key shares the allowance
 * of some like it, so that nobody gains by coming from everywhere.
 */
public final class Allowances {

    private static final int SHARED = 1_024;

    private final ConcurrentHashMap<String, Allowance> byKey = new ConcurrentHashMap<>();
    private final Allowance[] shared;
    private final Rates rates;
    private final int connectionsMax;
    private final int keysMax;

    Allowances(AllowanceSettings settings, int keysMax, LongSupplier nanoTime) {
        this.rates = new Rates(settings, nanoTime);
        this.connectionsMax = settings.connectionsMax();
        this.keysMax = keysMax;
        this.shared = IntStream.range(0, SHARED).mapToObj(i -> new Allowance(rates))
            .toArray(Allowance[]::new);
    }

    /** Counts a connection; empty when the key has as many as it may. */
    public Optional<Pass> enter(String key) {
        if (full(key)) {
            var some = common(key);
            return some.enter(connectionsMax) ? Optional.of(new Pass(some)) : Optional.empty();
        }
        var entered = new AtomicBoolean();
        var allowance = byKey.compute(key, (same, known) -> {
            var present = known != null ? known : new Allowance(rates);
            entered.set(present.enter(connectionsMax));
            return present;
        });
        return entered.get() ? Optional.of(new Pass(allowance)) : Optional.empty();
    }

    /** The allowance of a key for one request; not to be kept. */
    public Allowance visit(String key) {
        return full(key) ? common(key) : byKey.computeIfAbsent(key, unknown -> new Allowance(rates));
    }

    /** How many keys are remembered. */
    public int size() {
        return byKey.size();
    }

    private boolean full(String key) {
        return byKey.size() >= keysMax && !byKey.containsKey(key);
    }

    private Allowance common(String key) {
        return shared[Math.floorMod(key.hashCode(), SHARED)];
    }

    /** Forgets the keys whose allowance is as good as new. */
    void sweep() {
        for (var key : byKey.keySet()) {
            byKey.computeIfPresent(key, (same, known) -> known.unused() ? null : known);
        }
    }
}
