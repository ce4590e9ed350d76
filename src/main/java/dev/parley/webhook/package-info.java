/**
 * Tells applications outside of what happens: each hook by one node at a time, in the order of each channel,
 * until it has been taken. What is to be told stands in the store since the publication itself.
 */
package dev.parley.webhook;
