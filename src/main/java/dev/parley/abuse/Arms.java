package dev.parley.abuse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What one attacker has: connections of an address of his own, tokens that are true, and no manners. */
final class Arms implements AutoCloseable {

    private static final int FIRST_NETWORK = 10;
    private static final String SOCKET = "/eventbus/websocket";

    private final int port;
    private final InetAddress source;
    private final String token;
    private final RandomGenerator random;
    private final AtomicBoolean going;
    private final AtomicLong refused;
    private final Set<Raw> held = ConcurrentHashMap.newKeySet();

    /**
     * @param attack  each has a user and addresses of its own, so that none pays for another
     * @param number  of the attacker
     * @param going   until it is over
     * @param refused counts what the server does not let in
     */
    Arms(Target target, Attack attack, int number, RandomGenerator random, AtomicBoolean going,
         AtomicLong refused) {
        this.port = target.port();
        this.token = target.token("mallory-" + attack.word());
        this.random = random;
        this.going = going;
        this.refused = refused;
        try {
            this.source = InetAddress.getByName(
                "127.0." + (FIRST_NETWORK + attack.ordinal()) + "." + (1 + number % 2));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    boolean going() {
        return going.get();
    }

    RandomGenerator random() {
        return random;
    }

    String token() {
        return token;
    }

    /** A connection that is closed when the attacker begins anew. */
    Raw open() throws IOException {
        var raw = new Raw(port, source);
        held.add(raw);
        return raw;
    }

    /** A WebSocket of a member of the attic; fails when the server refuses it. */
    Raw socket() throws IOException {
        var raw = socket(SOCKET + "?token=" + token);
        raw.text(SocketWeapons.send("parley.rooms", "join",
            new JsonObject().put("room", SocketWeapons.ROOM)));
        return raw;
    }

    /** A WebSocket of nobody. */
    Raw stranger() throws IOException {
        return socket(SOCKET);
    }

    private Raw socket(String path) throws IOException {
        var raw = open();
        int status = raw.upgrade(path);
        if (status != 101) {
            refused();
            throw new IOException("refused with " + status);
        }
        return raw;
    }

    void refused() {
        refused.incrementAndGet();
    }

    void close(Raw raw) {
        held.remove(raw);
        raw.close();
    }

    static void pause(long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    @Override
    public void close() {
        held.forEach(Raw::close);
        held.clear();
    }
}
