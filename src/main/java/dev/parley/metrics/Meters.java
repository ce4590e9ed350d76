package dev.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The registry of all meters of a node. Every timer and summary whose name begins with {@code parley.}
 * becomes a histogram with the buckets of this place, so that nodes can be added up.
 */
public final class Meters implements AutoCloseable {

    private static final String OURS = "parley";

    /** From a bus hop to the longest time-out of a command. */
    private static final double[] TIMES = LongStream
        .of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
        .mapToDouble(ms -> Duration.ofMillis(ms).toNanos()).toArray();

    /** Sizes of batches, pages and queues. */
    private static final double[] SIZES = DoubleStream
        .of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000).toArray();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** A registry with the meters of the JVM and the process. */
    public Meters() {
        registry.config().meterFilter(new Buckets());
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * The options with what Vert.x measures by itself, which is its pools: their queues show a database
     * that is too slow. Its meters of sockets, HTTP and the event bus stay off: they are touched for each
     * frame and each hop, and what they would tell of is measured here once per batch.
     */
    public VertxOptions options(VertxOptions options) {
        var measured = new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(false);
        Arrays.stream(MetricsDomain.values()).filter(domain -> domain != MetricsDomain.NAMED_POOLS)
            .forEach(measured::addDisabledMetricsCategory);
        return new VertxOptions(options).setMetricsOptions(measured);
    }

    /** Lets a Vert.x with such options count here. */
    public VertxBuilder build(VertxBuilder builder) {
        return builder.withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** All meters in the text format of Prometheus. Takes milliseconds: not for an event loop. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    /** Gives our timers and summaries their buckets. */
    private static final class Buckets implements MeterFilter {
        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            if (!id.getName().startsWith(OURS)) {
                return config;
            }
            var buckets = id.getType() == Meter.Type.TIMER ? TIMES : SIZES;
            return DistributionStatisticConfig.builder().serviceLevelObjectives(buckets).build()
                .merge(config);
        }
    }
}
