package dev.parley.limit;

import com.sun.management.GarbageCollectorMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How full this process is: its heap after the last collection, because before one nobody can tell what is
 * needed from what is not, and the direct memory of its buffers.
 */
public final class Memory {

    /** A heap without a collection for so long is not in trouble, whatever the last one left. */
    private static final long STALE_MS = 30_000;
    private static final double PERCENT = 100;

    private final List<GarbageCollectorMXBean> collectors =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName)
        .collect(Collectors.toSet());
    private final List<BufferPoolMXBean> buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct")).toList();

    /** Percent of the heap that the last collection left in use; 0 when that was long ago. */
    double heapPercent() {
        var latest = 0L;
        var used = 0L;
        for (var collector : collectors) {
            var last = collector.getLastGcInfo();
            if (last != null && last.getEndTime() > latest) {
                latest = last.getEndTime();
                used = last.getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> pools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed()).sum();
            }
        }
        var age = ManagementFactory.getRuntimeMXBean().getUptime() - latest;
        return latest == 0 || age > STALE_MS ? 0 : PERCENT * used / Runtime.getRuntime().maxMemory();
    }

    /** Percent of the direct memory that buffers hold, those in pools included. */
    double directPercent() {
        var counted = buffers.stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return PERCENT * Math.max(counted, PlatformDependent.usedDirectMemory())
            / PlatformDependent.maxDirectMemory();
    }
}
