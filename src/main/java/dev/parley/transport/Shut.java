package dev.parley.transport;

/**
 * The order to take no new session, while those that are here go on; answered with their number, as an
 * Integer.
 */
public record Shut() implements Order {
}
