package dev.parley.bus;

/**
 * Every address on the event bus, and nowhere else. Those of verticle groups are local to their node; a
 * clustered
 * address exists once per node and service.
 */
public final class Addresses {

    /** Where all hubs of this node hear what concerns any of them: batches, first of all. Local. */
    public static final String HUBS = "parley.hub";

    /** The node's relay, for what other nodes are to be told; while there are none nobody listens. Local. */
    public static final String RELAY = "parley.relay";

    /**
     * Where whoever needs the batches of the cluster, and is no hub, may listen beside others: all are told
     * of those that are about other than live channels, and of {@link Newcomer}s to such. Local.
     */
    public static final String EAR = "parley.ear";

    /** The same of live channels, whose batches are many: each wakes up whoever listens. Local. */
    public static final String LIVE_EAR = "parley.ear.live";

    /**
     * Where the presence of this node is told what concerns it: sessions, newcomers, channels that nobody
     * watches any more. Local.
     */
    public static final String PRESENCE = "parley.present";

    /** Where events of live channels go that may come too fast. Local. */
    public static final String FLOW = "parley.flow";

    private Addresses() {
    }

    /** An instance of a verticle group, such as {@code parley.room.3}. Local. */
    public static String instance(String group, int number) {
        return "parley." + group + "." + number;
    }

    /** Where the hub of a socket verticle hears what concerns it alone. Local. */
    public static String hub(int number) {
        return instance("hub", number);
    }

    /** Where the hub of a socket verticle tells the others of its node what it keeps of a channel. Local. */
    public static String tail(int number) {
        return instance("tail", number);
    }

    /** Where a node hears the others' batches. Clustered: one consumer. */
    public static String relayOf(String nodeId) {
        return "parley.relay@" + nodeId;
    }

    /** Where a node hears who is present at the others. Clustered: one consumer. */
    public static String presenceOf(String nodeId) {
        return "parley.present@" + nodeId;
    }
}
