package dev.parley.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What was posted into one place and acknowledged; lives on the clients' context, its counts anywhere. */
final class Ledger {

    private final Place place;
    private final Findings findings;
    private final Map<String, Long> acked = new HashMap<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong slowestAck = new AtomicLong();
    private final AtomicLong slowestDelivery = new AtomicLong();

    Ledger(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    Place place() {
        return place;
    }

    /** The last part of its channel's name: a room's id. */
    String room() {
        return place.channel().substring(place.channel().indexOf('.') + 1);
    }

    void sent(String id) {
        sentAt.put(id, System.currentTimeMillis());
        open.incrementAndGet();
    }

    void acked(String id, long seq) {
        var former = acked.putIfAbsent(id, seq);
        if (former == null) {
            count.incrementAndGet();
            open.decrementAndGet();
            slowestAck.accumulateAndGet(age(id), Math::max);
        } else if (former != seq) {
            findings.broken(id + " was acknowledged with seq " + former + " and then with " + seq);
        }
    }

    void delivered(String id) {
        slowestDelivery.accumulateAndGet(age(id), Math::max);
    }

    private long age(String id) {
        return System.currentTimeMillis() - sentAt.getOrDefault(id, Long.MAX_VALUE);
    }

    Map<String, Long> acked() {
        return acked;
    }

    /** Acknowledged posts. */
    int count() {
        return count.get();
    }

    /** Posts without an answer so far. */
    int open() {
        return open.get();
    }

    /** From the first sending of a post to its acknowledgement, the longest. */
    long slowestAckMs() {
        return slowestAck.get();
    }

    /** From the first sending of a post to its arrival at any reader, the longest. */
    long slowestDeliveryMs() {
        return slowestDelivery.get();
    }

    /** Forgets how slow it was. */
    void resetTimes() {
        slowestAck.set(0);
        slowestDelivery.set(0);
    }
}
