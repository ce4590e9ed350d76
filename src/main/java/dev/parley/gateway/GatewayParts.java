package dev.parley.gateway;

import dev.parley.config.RedisSettings;
import dev.parley.redis.Script;
import dev.parley.redis.Standing;
import dev.parley.redis.StoreParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What both ways share.
 *
 * @param holder this node, unlike every other
 */
public record GatewayParts(RedisSettings settings, Standing standing, String holder, MeterRegistry meters,
                           RandomGenerator random) {

    public GatewayParts {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(standing);
        Objects.requireNonNull(holder);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(random);
    }

    StoreParts store(List<Script> scripts) {
        return new StoreParts(settings, scripts, standing, meters, random);
    }

    /** A key or channel of Redis that programs outside know by name. */
    String named(String word) {
        return settings.prefix() + ":" + word;
    }

    /** A key that lives where {@link #named} does. */
    String beside(String word, String what) {
        return "{" + named(word) + "}:" + what;
    }
}
