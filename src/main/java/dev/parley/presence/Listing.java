package dev.parley.presence;

/**
 * How much of a channel its watchers are told, and how often.
 *
 * @param listMax        users of a channel that are all listed; of more only a sample is
 * @param sampleMax      users in a sample
 * @param changeEveryMs  the least time between two changes that are told
 * @param sampledEveryMs the same where only a sample is listed
 */
record Listing(int listMax, int sampleMax, int changeEveryMs, int sampledEveryMs) {

    /** Whether only a sample of so many is listed; not every join and leave at the border changes it. */
    boolean sampled(int count, boolean before) {
        return count > (before ? listMax - listMax / 10 : listMax);
    }
}
