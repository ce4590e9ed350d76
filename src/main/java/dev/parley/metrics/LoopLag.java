package dev.parley.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How late each event loop is ({@code parley.loop.lag}): what a task waits that was due now. The first
 * sign of an overloaded node or of a blocked loop.
 */
public final class LoopLag implements AutoCloseable {

    private static final long PERIOD_MS = 250;

    private final List<Future<?>> probes = new ArrayList<>();

    /** Begins to probe all event loops of this Vert.x, four times a second. */
    public LoopLag(Vertx vertx, MeterRegistry registry) {
        var timer = Timer.builder("parley.loop.lag")
            .description("How long a task that is due waits for its event loop").register(registry);
        for (var loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
            probe(loop, timer);
        }
    }

    @Override
    public void close() {
        probes.forEach(probe -> probe.cancel(false));
    }

    private void probe(EventExecutor loop, Timer timer) {
        var probe = new Probe(timer);
        probes.add(loop.scheduleWithFixedDelay(probe, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS));
    }

    /** What runs on one loop; only that loop touches it, once it is scheduled. */
    private static final class Probe implements Runnable {
        private final Timer timer;
        private long dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MS);

        Probe(Timer timer) {
            this.timer = timer;
        }

        @Override
        public void run() {
            var now = System.nanoTime();
            timer.record(Math.max(0, now - dueAt), TimeUnit.NANOSECONDS);
            dueAt = now + TimeUnit.MILLISECONDS.toNanos(PERIOD_MS);
        }
    }
}
