package dev.parley.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Redis stands for this node, all connections together: one line in the log when it goes and one when it
 * is back, a sentence for the health check, a gauge. May be used from any context.
 */
public final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final Set<Object> up = ConcurrentHashMap.newKeySet();
    private final Set<Object> down = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> fault = new AtomicReference<>("");

    public Standing(MeterRegistry meters) {
        Gauge.builder("parley_redis_up", this, standing -> standing.away().isPresent() ? 0 : 1)
            .description("Whether every master of Redis can be asked").register(meters);
        Gauge.builder("parley_redis_connections", up, Set::size)
            .description("Connections to Redis").register(meters);
    }

    /** What keeps Redis from being used; empty when nothing does. */
    public Optional<String> away() {
        return down.isEmpty() ? Optional.empty() : Optional.of(fault.get());
    }

    /** A connection can be used. */
    void up(Object link) {
        up.add(link);
        if (down.remove(link) && down.isEmpty() && !fault.getAndSet("").isEmpty()) {
            LOG.info("Redis is back");
        }
    }

    /** A connection was lost, or cannot be made. */
    void down(Object link, String why) {
        up.remove(link);
        down.add(link);
        if (fault.getAndSet(why).isEmpty()) {
            LOG.warn("Redis is away: {}", why);
        }
    }

    /** A connection is wanted no longer. */
    void closed(Object link) {
        up.remove(link);
        if (down.remove(link) && down.isEmpty()) {
            fault.set("");
        }
    }
}
