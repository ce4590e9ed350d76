package dev.parley.redis;

import dev.parley.config.RedisSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a store is made of.
 *
 * @param scripts loaded on every connection before it is used
 * @param standing of Redis, as seen by the whole node
 * @param patienceMs how long an answer may take: {@code redis.timeoutMs}, more where commands wait by
 *     themselves
 */
public record StoreParts(RedisSettings settings, List<Script> scripts, Standing standing,
                         MeterRegistry meters, RandomGenerator random, int patienceMs) {

    public StoreParts {
        Objects.requireNonNull(settings);
        scripts = List.copyOf(scripts);
        Objects.requireNonNull(standing);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(random);
    }

    /** For commands that Redis answers at once. */
    public StoreParts(RedisSettings settings, List<Script> scripts, Standing standing,
                      MeterRegistry meters, RandomGenerator random) {
        this(settings, scripts, standing, meters, random, settings.timeoutMs());
    }

    /** The same for commands that wait up to so long before Redis answers them. */
    public StoreParts waiting(int blockMs) {
        return new StoreParts(settings, scripts, standing, meters, random, settings.timeoutMs() + blockMs);
    }
}
