package dev.parley.config;

/**
 * How many of each verticle run on this node; one event loop each.
 *
 * @param sockets socket verticles, each with a hub
 * @param rooms room verticles
 * @param persistence persistence verticles
 */
public record InstanceSettings(int sockets, int rooms, int persistence) {
}
