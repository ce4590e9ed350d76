package dev.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.internal.PlatformDependent;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node whose memory is in danger lets nobody new in. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShortMemoryTest {

    @Test
    void letsNobodyNewInWhenTheHeapIsShort() {
        var ballast = new byte[(int) (Runtime.getRuntime().maxMemory() / 20)];
        System.gc();
        assertIsShort("heap", "edge.heapPercentMax=1");
        assertEquals(0, ballast[ballast.length - 1]);
    }

    @Test
    void letsNobodyNewInWhenDirectMemoryIsShort() {
        var ballast = ByteBuffer.allocateDirect((int) (PlatformDependent.maxDirectMemory() / 20));
        assertIsShort("direct", "edge.directPercentMax=1", "edge.heapPercentMax=100");
        assertEquals(0, ballast.get(ballast.capacity() - 1));
    }

    private static void assertIsShort(String memory, String... sets) {
        try (var server = new EdgeServer(sets)) {
            EdgeServer.until(() -> {
                try (var client = server.connect("/eventbus/websocket?token=ana")) {
                    return client.status.contains(" 503 ");
                }
            });
            assertTrue(server.meters.get("parley.limits").tag("limit", "memory").counter().count() >= 1);
            assertTrue(server.meters.get("parley.memory.percent").tag("of", memory).gauge().value() > 1);
        }
    }
}
