package dev.parley.recent;

/**
 * The keys of the recent log. Channels stand on shelves: all keys of a shelf have one hash tag, so that one
 * script may touch them in a Cluster too, and the shelves are many enough to spread over its masters.
 */
record Shelves(String prefix) {

    static final int COUNT = 256;

    private static final String CHANNEL = "}:c:";

    /** The shelf of a channel: the same on every node, whatever its release. */
    static int of(String channel) {
        return (channel.hashCode() * 0x9E3779B9) >>> Integer.SIZE - Integer.numberOfTrailingZeros(COUNT);
    }

    String channel(String channel) {
        return key(of(channel), CHANNEL + channel);
    }

    /** The channel whose key this is. */
    static String channelOf(String key) {
        return key.substring(key.indexOf(CHANNEL) + CHANNEL.length());
    }

    String log(String channel) {
        return key(of(channel), "}:l:" + channel);
    }

    /** The ids of one of two turns. */
    String ids(int turn, String channel) {
        return key(of(channel), "}:i" + turn + ":" + channel);
    }

    /** The channels of a shelf that are still to be written out. */
    String unwritten(int shelf) {
        return key(shelf, "}:unwritten");
    }

    /** A word that is there as long as Redis forgets nothing. */
    String mark(int shelf) {
        return key(shelf, "}:mark");
    }

    private String key(int shelf, String rest) {
        return "{" + prefix + "." + shelf + rest;
    }
}
