package dev.parley.webhook;

import dev.parley.config.WebhookSettings;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures. A channel waits by itself; when one delivery after the other fails the
 * receiver is likely away, and then one at a time is tried, after a rest.
 */
final class Patience {

    private static final int AWAY = 3;
    private static final long REST_MS_MAX = 5_000;

    private final WebhookSettings settings;
    private final RandomGenerator random;
    private int failures;
    private long restUntil;

    Patience(WebhookSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** How many deliveries may begin now. */
    int room(long now, int underWay) {
        return failures < AWAY ? settings.underWayMax() - underWay
            : underWay == 0 && now >= restUntil ? 1 : 0;
    }

    /** True when the receiver seemed away until now: whoever waits may be tried again. */
    boolean taken() {
        var back = failures >= AWAY;
        failures = 0;
        return back;
    }

    /**
     * One more failed: how long its channel waits.
     *
     * @param attempts how often the channel had failed before
     * @param wish     what the receiver asked for, 0 = nothing
     */
    long failed(long now, int attempts, long wish) {
        failures++;
        if (failures >= AWAY) {
            restUntil = now + Math.min(REST_MS_MAX, pause(failures - AWAY));
        }
        return Math.max(pause(attempts), Math.min(wish, settings.retryMostMs()));
    }

    /** Anything up to a bound that doubles, so that not all come at once. */
    private long pause(int times) {
        var bound = Math.min(settings.retryMostMs(), (long) settings.retryFirstMs() << Math.min(times, 20));
        return random.nextLong(bound + 1);
    }
}
