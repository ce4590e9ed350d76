package dev.parley.config;

import static dev.parley.config.Key.number;

import java.util.List;

/** The part of the table that says how much may come in: of the door, of one user, of one address. */
final class LimitKeys {

    private static final int INT_MAX = Integer.MAX_VALUE;
    private static final int HOUR_MS = 3_600_000;
    private static final int RATE_MAX = 1_000_000;
    private static final int MIB = 1_048_576;

    static final List<Key> EDGE = List.of(
        number("edge.acceptWaitMs", 2_000, 0, 60_000, "ms",
            "How long a handshake above http.acceptsPerSecond may wait for its turn; above, 503."),
        number("edge.headMs", 10_000, 100, HOUR_MS, "ms",
            "For the head of a request, from the opening of the connection or its first byte."),
        number("edge.bodyMs", 30_000, 100, HOUR_MS, "ms", "For the body of a request."),
        number("edge.idleMs", 60_000, 100, HOUR_MS, "ms", "A connection may be kept between two requests."),
        number("edge.receiveBytes", 65_536, 4_096, 16 * MIB, "bytes",
            "Of one connection that the system keeps before they are read."),
        number("edge.unackedMs", 20_000, 1_000, HOUR_MS, "ms",
            "Sent bytes may stay unacknowledged before a connection counts as dead; on Linux."),
        number("edge.heapPercentMax", 90, 1, 100, "%",
            "Of the heap in use after a collection; above, nobody new comes in: 503."),
        number("edge.directPercentMax", 90, 1, 100, "%",
            "Of direct memory in use; above, nobody new comes in: 503."),
        number("edge.keysMax", 200_000, 1, 100_000_000, "keys",
            "Users, and addresses, whose rates are remembered; the rest share what is left."));

    static final List<Key> SESSION = List.of(
        number("session.commandsPerSecond", 100, 1, 1_000_000, "frames/s", "Steady rate of one session."),
        number("session.commandsBurst", 500, 1, 1_000_000, "frames", "May come at once."),
        number("session.commandsPendingMax", 100, 1, 100_000, "commands",
            "Under way at once; reading pauses above."),
        number("session.readsPendingMax", 2, 1, 100_000, "commands",
            "Under way at once of those that only ask; others wait, also while the client does not read."),
        number("session.bytesPerSecond", 1_048_576, 1_024, INT_MAX, "bytes/s",
            "Received, each frame as 4096 at least, and replied; above, reading pauses."),
        number("session.bytesBurst", 8_388_608, 1_024, INT_MAX, "bytes", "May come at once."),
        number("session.registrationsPerSecond", 200, 1, 1_000_000, "registrations/s",
            "Channels subscribed to."),
        number("session.registrationsBurst", 2_500, 1, INT_MAX, "registrations", "May come at once."));

    static final List<Key> USER = List.of(
        number("user.commandsPerSecond", 500, 1, RATE_MAX, "commands/s", "Steady rate of all his sessions."),
        number("user.commandsBurst", 2_000, 1, RATE_MAX, "commands", "May come at once."),
        number("user.bytesPerSecond", 4 * MIB, 1_024, INT_MAX, "bytes/s",
            "Received and replied; above, reading pauses."),
        number("user.bytesBurst", 12 * MIB, 1_024, INT_MAX, "bytes", "May come at once."),
        number("user.connectsPerSecond", 50, 1, RATE_MAX, "connects/s", "New sessions."),
        number("user.connectsBurst", 200, 1, RATE_MAX, "connects", "May come at once."),
        number("user.registrationsPerSecond", 1_000, 1, RATE_MAX, "registrations/s",
            "Channels that his sessions subscribe to."),
        number("user.registrationsBurst", 6_000, 1, INT_MAX, "registrations", "May come at once."),
        number("user.connectionsMax", 100, 1, INT_MAX, "sessions", "Open at once on this node."));

    static final List<Key> ADDRESS = List.of(
        number("address.commandsPerSecond", 2_000, 1, RATE_MAX, "commands/s",
            "Commands and HTTP requests from one address (IPv6: one /64 network).").demo(RATE_MAX),
        number("address.commandsBurst", 10_000, 1, RATE_MAX, "commands", "May come at once.").demo(RATE_MAX),
        number("address.bytesPerSecond", 16 * MIB, 1_024, INT_MAX, "bytes/s",
            "Received; above, sockets are read slowly and requests refused.").demo(1_024 * MIB),
        number("address.bytesBurst", 64 * MIB, 1_024, INT_MAX, "bytes", "May come at once.")
            .demo(1_024 * MIB),
        number("address.connectsPerSecond", 100, 1, RATE_MAX, "connects/s", "New connections.")
            .demo(RATE_MAX),
        number("address.connectsBurst", 1_000, 1, RATE_MAX, "connects", "May come at once.").demo(RATE_MAX),
        number("address.registrationsPerSecond", 20_000, 1, RATE_MAX, "registrations/s",
            "Channels that its sessions subscribe to.").demo(RATE_MAX),
        number("address.registrationsBurst", 100_000, 1, INT_MAX, "registrations", "May come at once.")
            .demo(1_000 * RATE_MAX),
        number("address.connectionsMax", 2_000, 1, INT_MAX, "connections",
            "Open at once on this node, polled sessions included.").demo(RATE_MAX));

    private LimitKeys() {
    }
}
