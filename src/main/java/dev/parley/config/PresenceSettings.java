package dev.parley.config;

/**
 * How it is told who is here.
 *
 * @param holdMs how long a session whose connection broke counts as present; 0 = not at all
 * @param lostNodeHoldMs the same for all sessions of a node that is gone
 * @param gossipMs the least time between two tellings of one node to the others
 * @param digestMs how often nodes compare what they know
 * @param changeEveryMs the least time between two presence.changed of a channel
 * @param sampledEveryMs the same where only a sample is listed
 * @param listMax users of a channel up to which all are listed; of more only a sample is
 * @param sampleMax users in a sample
 * @param textMax code points of what somebody adds to his status
 * @param keepEveryMs how often is written when people were last seen
 */
public record PresenceSettings(int holdMs, int lostNodeHoldMs, int gossipMs, int digestMs, int changeEveryMs,
                               int sampledEveryMs, int listMax, int sampleMax, int textMax, int keepEveryMs) {
}
