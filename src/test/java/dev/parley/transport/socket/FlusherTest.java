package dev.parley.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlusherTest {

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Flusher flusher = new Flusher(loop);
    private final List<String> flushed = new ArrayList<>();

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void onLoop(Runnable action) {
        loop.submit(action).syncUninterruptibly();
    }

    /** A line whose flush takes so long. */
    private Flushed line(String name, long ms) {
        return () -> {
            flushed.add(name);
            for (long end = System.nanoTime() + ms * 1_000_000; System.nanoTime() < end;) {
                Thread.onSpinWait();
            }
        };
    }

    private List<String> flushed(int count) {
        var seen = new ArrayList<String>();
        while (seen.size() < count) {
            LockSupport.parkNanos(100_000);
            onLoop(() -> {
                seen.clear();
                seen.addAll(flushed);
            });
        }
        return seen;
    }

    @Test
    void flushesWhatWasWrittenToWhenTheTurnEnds() {
        onLoop(() -> {
            flusher.dirty(line("a", 0));
            flusher.dirty(line("b", 0));
            assertEquals(List.of(), flushed);
        });
        assertEquals(List.of("a", "b"), flushed(2));
        onLoop(() -> flusher.dirty(line("c", 0)));
        assertEquals(List.of("a", "b", "c"), flushed(3));
    }

    @Test
    void gathersForAMomentAfterALongFlush() {
        var meanwhile = new ArrayList<String>();
        onLoop(() -> flusher.dirty(() -> {
            line("long", 10).flush();
            loop.execute(() -> {
                flusher.dirty(line("early", 0));
                loop.execute(() -> {
                    meanwhile.addAll(flushed);
                    flusher.dirty(line("late", 0));
                });
            });
        }));
        assertEquals(List.of("long", "early", "late"), flushed(3));
        assertEquals(List.of("long"), meanwhile);
    }
}
