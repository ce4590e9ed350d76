package dev.parley.config;

import static dev.parley.config.Key.number;

import java.util.List;

/** What can be set about presence. */
final class PresenceKeys {

    private static final int DAY_MS = 86_400_000;

    static final List<Key> ALL = List.of(
        number("presence.holdMs", 3_000, 0, DAY_MS, "ms", "How long a session whose connection broke counts"
            + " as present, so that who comes back in that time never left; 0 = not at all."),
        number("presence.lostNodeHoldMs", 2_000, 0, DAY_MS, "ms",
            "The same for all sessions of a node that is gone."),
        number("presence.gossipMs", 50, 1, 60_000, "ms",
            "The least time between two tellings of one node to the others."),
        number("presence.digestMs", 1_000, 50, 60_000, "ms",
            "How often nodes compare what they know; what was missed is mended then."),
        number("presence.changeEveryMs", 200, 1, 60_000, "ms",
            "The least time between two presence.changed of a channel; the first comes at once."),
        number("presence.sampledEveryMs", 1_000, 1, 60_000, "ms", "The same where only a sample is listed."),
        number("presence.listMax", 500, 0, 100_000, "users",
            "Of a channel up to which all are listed; of more it is told how many, and a sample."),
        number("presence.sampleMax", 50, 0, 100_000, "users", "In a sample."),
        number("presence.textMax", 200, 0, 16_000, "code points", "Of what somebody adds to his status."),
        number("presence.keepEveryMs", 1_000, 50, 60_000, "ms",
            "How often is written when people were last seen."));

    private PresenceKeys() {
    }
}
