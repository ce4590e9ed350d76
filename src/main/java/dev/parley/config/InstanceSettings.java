package dev.parley.config;

/**
 * How many of each verticle run on this node; one event loop each.
 *
 * @param sockets socket verticles, each with a hub
 * @param rooms room verticles
 * @param persistence persistence verticles
 */
public record InstanceSettings(int sockets, int rooms, int persistence) {

    /** The same with a number for each 0: one socket verticle per processor, half as many of the others. */
    InstanceSettings on(int processors) {
        var half = Math.max(1, processors / 2);
        return new InstanceSettings(sockets == 0 ? processors : sockets, rooms == 0 ? half : rooms,
            persistence == 0 ? half : persistence);
    }
}
