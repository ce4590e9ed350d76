package dev.parley.doors;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** What a client sends beside what it hears: one thing after the other, until the pipe is cut. */
final class Outgoing {

    private final ExecutorService sender = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Runnable broken;

    /** Something that is sent. */
    interface Task {

        void run() throws IOException, InterruptedException;
    }

    /** @param broken called when something could not be sent */
    Outgoing(Runnable broken) {
        this.broken = broken;
    }

    /** The pipe is open. */
    void opened() {
        opened.countDown();
    }

    /** After what was sent before, and not before the pipe is open. */
    void onceOpen(Task task) {
        next(() -> {
            opened.await();
            task.run();
        });
    }

    /** After what was sent before; never, once the pipe is cut. */
    void next(Task task) {
        try {
            sender.execute(() -> {
                try {
                    task.run();
                } catch (IOException | InterruptedException failed) {
                    broken.run();
                }
            });
        } catch (RejectedExecutionException cut) {
            broken.run();
        }
    }

    void cut() {
        sender.shutdownNow();
    }
}
