package dev.parley.recent;

import dev.parley.bus.Bus;
import dev.parley.config.RedisSettings;
import dev.parley.log.Bell;
import dev.parley.redis.Standing;
import dev.parley.redis.StoreParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What the verticles of the recent log are made of.
 *
 * @param bell    rung for what was appended
 * @param forgot  told, on any context, when Redis may have forgotten something: feeds are to be compared with
 *     their logs
 * @param random  for epochs that nobody can guess, and pauses
 */
public record RecentParts(Bus bus, RedisSettings settings, Standing standing, Bell bell, Runnable forgot,
                          MeterRegistry meters, RandomGenerator random) {

    public RecentParts {
        Objects.requireNonNull(bus);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(standing);
        Objects.requireNonNull(bell);
        Objects.requireNonNull(forgot);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(random);
    }

    StoreParts store() {
        return new StoreParts(settings, Scripts.ALL, standing, meters, random);
    }

    Shelves shelves() {
        return new Shelves(settings.prefix());
    }

    /** A new birth of a channel. */
    String word() {
        return Epoch.birth(random);
    }

    /** How long a channel is known after its last use: at least as long as anything that belongs to it. */
    static String keepMs(RedisSettings settings, long ageMs) {
        return Long.toString(Math.max(2 * settings.idsKeptMs(), ageMs) + settings.idsKeptMs());
    }
}
