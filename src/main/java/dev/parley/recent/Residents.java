package dev.parley.recent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which instance of the group lives on which event loop of this node, by the loop's thread. */
public final class Residents {

    private final Map<Thread, RecentVerticle> byThread = new ConcurrentHashMap<>();

    /** The one that lives where this is called. */
    Optional<RecentVerticle> here() {
        return Optional.ofNullable(byThread.get(Thread.currentThread()));
    }

    void movedIn(RecentVerticle verticle) {
        byThread.put(Thread.currentThread(), verticle);
    }

    void movedOut(RecentVerticle verticle) {
        byThread.remove(Thread.currentThread(), verticle);
    }
}
