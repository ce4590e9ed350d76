package dev.parley.presence;

/**
 * How long what is lost is kept, in milliseconds.
 *
 * @param holdMs a session whose pipe broke
 */
record PresenceTimes(long holdMs, GossipTimes gossip) {
}
