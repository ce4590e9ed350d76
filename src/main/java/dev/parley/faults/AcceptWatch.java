package dev.parley.faults;

import java.util.ArrayList;
import java.util.List;

/** How many handshakes a node takes in a second, at most, by its own counter, looked at all the time. */
final class AcceptWatch implements AutoCloseable {

    private static final int EVERY_MS = 200;
    private static final long WINDOW_NANOS = 1_000_000_000;

    private record Look(long at, long opened) {
    }

    private final int port;
    private final List<Look> looks = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    AcceptWatch(int port) {
        this.port = port;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!over) {
            long before = System.nanoTime();
            long opened = Scrape.of(port).sum("parley_accepts_total", "");
            looks.add(new Look((before + System.nanoTime()) / 2, opened));
            Ground.pause(EVERY_MS);
        }
    }

    /** Ends the looking: the most that came in any second. */
    double most() {
        close();
        double most = 0;
        for (int i = 0; i < looks.size(); i++) {
            int end = i;
            while (end < looks.size() && looks.get(end).at() - looks.get(i).at() < WINDOW_NANOS) {
                end++;
            }
            if (end < looks.size()) {
                var nanos = looks.get(end).at() - looks.get(i).at();
                most = Math.max(most, (looks.get(end).opened() - looks.get(i).opened()) * 1e9 / nanos);
            }
        }
        return most;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
