/**
 * The log of recent live channels: of each the newest events, in a stream of Redis, bounded by number and
 * age. Every step is one script that Redis runs as a whole, so that a channel is numbered without a hole from
 * any node. What Redis forgets (a restart, a flush, a failover) shows in the epoch.
 */
package dev.parley.recent;
