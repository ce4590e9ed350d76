package dev.parley.transport.socket;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What went through the lines of one loop. Counted in plain fields, because this is done for each delivery;
 * the scrape reads them from another thread and may be a moment behind.
 */
public final class FrameMeters {

    private final MeterRegistry registry;
    private final List<FunctionCounter> counters = new ArrayList<>();
    private long framesIn;
    private long framesOut;
    private long bytesIn;
    private long bytesOut;

    public FrameMeters(MeterRegistry registry, int loop) {
        this.registry = registry;
        var number = Integer.toString(loop);
        counter("parley.frames.in", number, meters -> meters.framesIn);
        counter("parley.frames.out", number, meters -> meters.framesOut);
        counter("parley.frames.in.bytes", number, meters -> meters.bytesIn);
        counter("parley.frames.out.bytes", number, meters -> meters.bytesOut);
    }

    public void in(int bytes) {
        framesIn++;
        bytesIn += bytes;
    }

    public void out(int bytes) {
        framesOut++;
        bytesOut += bytes;
    }

    /** The loop ends. */
    public void remove() {
        counters.forEach(registry::remove);
    }

    private void counter(String name, String loop, ToDoubleFunction<FrameMeters> value) {
        counters.add(FunctionCounter.builder(name, this, value).tags("loop", loop).register(registry));
    }
}
