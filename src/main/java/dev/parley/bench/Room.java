package dev.parley.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A room under load: its names, its readers, and what the server said of the posts to it. */
final class Room {

    private final String id;
    private final Dialect dialect;
    private final String address;
    private final byte[] eventStart;
    private final byte[] afterNumber;
    private final AtomicInteger subscribers = new AtomicInteger();
    private final Ledger ledger = new Ledger();

    Room(String id, Dialect dialect) {
        this.id = id;
        this.dialect = dialect;
        this.address = dialect.address(id);
        this.eventStart = dialect.eventStart(address).getBytes(StandardCharsets.UTF_8);
        this.afterNumber = dialect.afterNumber().getBytes(StandardCharsets.UTF_8);
    }

    String id() {
        return id;
    }

    /** How its server speaks. */
    Dialect dialect() {
        return dialect;
    }

    /** The channel's name. */
    String address() {
        return address;
    }

    /** One more reader gets what is posted from now on. */
    void subscribed() {
        subscribers.incrementAndGet();
    }

    int subscribers() {
        return subscribers.get();
    }

    /** How each frame with a publication of this room begins, up to its number. */
    byte[] eventStart() {
        return eventStart;
    }

    /** What follows that number in a frame with something posted. */
    byte[] afterNumber() {
        return afterNumber;
    }

    /** Which message stands at which number, by the answers to its posters. */
    Ledger ledger() {
        return ledger;
    }
}
