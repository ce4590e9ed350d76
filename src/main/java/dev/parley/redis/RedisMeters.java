package dev.parley.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What an operator sees of the use of Redis. */
final class RedisMeters {

    private final MeterRegistry registry;
    private final Map<String, Timer> commands = new HashMap<>();
    private final Map<Trouble, Counter> refused = new HashMap<>();
    final Counter reloaded;
    final Counter crowded;

    RedisMeters(MeterRegistry registry) {
        this.registry = registry;
        this.reloaded = counter("parley_redis_scripts_reloaded", "Scripts that Redis did not know any more");
        this.crowded = Counter.builder("parley_redis_refused").tag("why", "crowded")
            .description("Commands that Redis did not carry out, or that were not even sent")
            .register(registry);
    }

    /** An answer came after so long. */
    void answered(String command, long nanos) {
        commands.computeIfAbsent(command, name -> Timer.builder("parley.redis.command").tag("command", name)
            .description("From sending a command to its answer").register(registry))
            .record(Duration.ofNanos(nanos));
    }

    void refused(Trouble why) {
        refused.computeIfAbsent(why, trouble -> Counter.builder("parley_redis_refused")
            .tag("why", trouble.name().toLowerCase(Locale.ROOT))
            .description("Commands that Redis did not carry out, or that were not even sent")
            .register(registry)).increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
