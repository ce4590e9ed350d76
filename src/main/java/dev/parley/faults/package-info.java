/**
 * A cluster of real processes that is killed, frozen and cut off from its database while clients talk on it,
 * and the proof afterwards that nothing was lost, repeated or reordered. A program of its own.
 */
package dev.parley.faults;
