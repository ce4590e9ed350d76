package dev.parley.limit;

import dev.parley.limit.Toll.Limit;
import dev.parley.limit.Verdict.Refused;
import dev.parley.protocol.FailureType;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One TCP connection of a client at the door. It counts for its address as long as it is open; behind a
 * trusted proxy, only what it carries counts: each request, and an upgraded one as a connection. Lives on its
 * event loop.
 */
public final class Arrival {

    private static final long CROWDED_MS = 5_000;
    /** How long the refusal of a request waits. */
    private static final long HELD_MS = 200;
    /** How long that of a connection, which costs more; a check of the node's health has that patience. */
    private static final long UNREAD_MS = 500;
    /** More of one address that wait for their refusal do not even get that. */
    private static final int TURNED_AWAY_MAX = 1_000;

    private final Admission admission;
    private final InetAddress peer;
    private final boolean proxied;
    private boolean unheard;
    private boolean turnedAway;
    private Optional<Pass> pass = Optional.empty();
    private Optional<Refused> refused = Optional.empty();
    private Allowance address;
    private String key;
    private boolean greeted;
    private boolean left;

    /** @param place how many connections the node has with this one */
    Arrival(Admission admission, InetAddress peer, int place) {
        this.admission = admission;
        this.peer = peer;
        this.proxied = admission.isProxy(peer);
        this.key = ClientAddress.key(peer);
        this.address = admission.addresses().visit(key);
        this.unheard = place > 2L * admission.connectionsMax();
        if (place > admission.connectionsMax()) {
            refuse(Limit.CONNECTIONS_NODE, FailureType.UNAVAILABLE, CROWDED_MS,
                "This node has too many connections.");
        } else if (!proxied) {
            enter();
            turnedAway = refused.isPresent() && address.turnAway(TURNED_AWAY_MAX);
            unheard |= refused.isPresent() && !turnedAway;
        }
    }

    /** So far beyond the bounds that even a refusal is too much. */
    public boolean unheard() {
        return unheard;
    }

    /**
     * How long nothing is to be read of it. Who is turned away and comes again at once would keep the node
     * busy with refusing: he waits for it, and the node has only his connection meanwhile.
     */
    public long unreadMs() {
        return turnedAway ? UNREAD_MS : 0;
    }

    /** What all connections of the same client share. */
    public Allowance address() {
        return address;
    }

    /**
     * A session of the same client that does not end with this connection; empty when it has too many, or
     * opens too many.
     */
    public Optional<Pass> lodge() {
        var lodged = admission.addresses().enter(key);
        if (lodged.isEmpty()) {
            admission.toll().count(Limit.CONNECTIONS_ADDRESS);
        } else if (lodged.get().allowance().take(Kind.CONNECTS, 1) > 0) {
            admission.toll().count(Limit.CONNECTS_ADDRESS);
            lodged.get().close();
            return Optional.empty();
        }
        return lodged;
    }

    /**
     * A request came.
     *
     * @param upgrade whether the connection becomes a socket if it is admitted
     */
    public Verdict request(MultiMap headers, boolean upgrade) {
        if (refused.isPresent()) {
            return refused.get();
        }
        var first = !greeted;
        if ((first || upgrade) && admission.full()) {
            admission.toll().count(Limit.MEMORY);
            return new Refused(FailureType.UNAVAILABLE.code(), CROWDED_MS, 0,
                "This node is short of memory.");
        }
        if (proxied) {
            forwarded(headers, upgrade);
        }
        return refused.<Verdict>map(why -> why).orElseGet(() -> known(first || upgrade));
    }

    private Verdict known(boolean handshake) {
        var wait = address.take(Kind.COMMANDS, 1);
        if (wait > 0) {
            return tooMuch(Limit.COMMANDS_ADDRESS, wait);
        }
        var owed = address.owed(Kind.BYTES);
        if (owed > 0) {
            return tooMuch(Limit.BYTES_ADDRESS, owed);
        }
        var verdict = handshake ? admission.handshake() : Verdict.ADMITTED;
        greeted |= !(verdict instanceof Refused);
        return verdict;
    }

    /** Behind a proxy each request may be from another client; one that upgrades keeps the connection. */
    private void forwarded(MultiMap headers, boolean upgrade) {
        key = admission.client(peer, headers);
        address = admission.addresses().visit(key);
        if (upgrade) {
            enter();
        }
    }

    private void enter() {
        pass = admission.addresses().enter(key);
        if (pass.isEmpty()) {
            refuse(Limit.CONNECTIONS_ADDRESS, FailureType.RATE_LIMITED, CROWDED_MS,
                "There are too many connections from this address.");
            return;
        }
        address = pass.get().allowance();
        var wait = address.take(Kind.CONNECTS, 1);
        if (wait > 0) {
            refuse(Limit.CONNECTS_ADDRESS, FailureType.RATE_LIMITED, wait,
                "Too many connections from this address at once.");
        }
    }

    private void refuse(Limit limit, FailureType type, long retryAfterMs,
                        String why) {
        admission.toll().count(limit);
        refused = Optional.of(new Refused(type.code(), retryAfterMs, 0, why));
    }

    private Refused tooMuch(Limit limit, long retryAfterMs) {
        admission.toll().count(limit);
        return new Refused(FailureType.RATE_LIMITED.code(), retryAfterMs, HELD_MS,
            "Too many requests from this address: slow down.");
    }

    /** The connection is closed. */
    public void left() {
        if (!left) {
            left = true;
            pass.ifPresent(Pass::close);
            if (turnedAway) {
                address.gone();
            }
            admission.left();
        }
    }
}
