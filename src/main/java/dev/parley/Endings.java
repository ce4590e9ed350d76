package dev.parley;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How what has begun will end: last begun, first ended, each whatever became of the others. Begun on one
 * thread, ended on another, perhaps before all has begun.
 */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final Deque<Ending> endings = new ArrayDeque<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean ending;

    /** Notes how to end what has just begun; {@code what} completes "Could not …". */
    void add(String what, Action action) {
        endings.push(new Ending(what, action));
    }

    /** Between two beginnings: throws when the end has come in the meantime. */
    void check() {
        if (ending) {
            throw new BootException("Parley was told to end while it started.", null);
        }
    }

    /** Nothing more begins, because all has or because something failed. */
    void begun() {
        begun.countDown();
    }

    /** Ends all, after what is beginning just now, if that takes no longer than {@code waitMs}. */
    void run(long waitMs) {
        ending = true;
        try {
            if (!begun.await(waitMs, TimeUnit.MILLISECONDS)) {
                LOG.warn("Something still starts; ending without it");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        while (!endings.isEmpty()) {
            var next = endings.pop();
            try {
                next.action.run();
            } catch (Exception fault) {
                LOG.warn("Could not {}: {}", next.what, fault.toString());
            }
        }
    }

    /** Something to do at the end; blocks until it is done. */
    interface Action {

        void run() throws Exception;
    }

    private record Ending(String what, Action action) {
    }
}
