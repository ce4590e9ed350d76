package dev.parley.protocol;

/**
 * The names of channels (docs/protocol.md, "Channels"). A name is its own event-bus address on the wire.
 */
public final class Channels {

    public static final String ROOM = "room.";
    /** The rooms of fixed people, and no others. */
    public static final String DIRECT = ROOM + "direct:";
    public static final String USER = "user.";
    public static final String LIVE = "live.";
    public static final String PRESENCE = "presence.";
    private static final String ALL_BELOW = ".*";

    /** The pseudo-channel of notices to one session; it can be registered and is never refused. */
    public static final String SESSION = "parley.session";

    private Channels() {
    }

    public static String room(String roomId) {
        return ROOM + roomId;
    }

    public static String user(String userId) {
        return USER + userId;
    }

    /** What follows the prefix: the room id of a room's channel, the user id of a user's. */
    public static String idOf(String channel) {
        return channel.substring(channel.indexOf('.') + 1);
    }

    /** Where it is told who is present in a channel. */
    public static String presenceOf(String channel) {
        return PRESENCE + channel;
    }

    public static boolean isPresence(String channel) {
        return channel.startsWith(PRESENCE);
    }

    public static boolean isRoom(String channel) {
        return channel.startsWith(ROOM) && Ids.valid(channel.substring(ROOM.length()));
    }

    /** Whether a channel that exists is a live one. */
    public static boolean underLive(String channel) {
        return channel.startsWith(LIVE);
    }

    /** {@code live.<namespace>.<name>}. */
    public static boolean isLive(String channel) {
        int dot = channel.indexOf('.', LIVE.length());
        return channel.startsWith(LIVE) && dot > 0 && Ids.validWord(channel.substring(LIVE.length(), dot))
            && Ids.valid(channel.substring(dot + 1));
    }

    /** The namespace of a live channel or pattern. */
    public static String namespaceOf(String channel) {
        return channel.substring(LIVE.length(), channel.indexOf('.', LIVE.length()));
    }

    /** {@code live.<namespace>.*} or {@code live.<namespace>.<name>.*}: all live channels that begin so. */
    public static boolean isPattern(String channel) {
        if (!channel.startsWith(LIVE) || !channel.endsWith(ALL_BELOW)) {
            return false;
        }
        var above = channel.substring(0, channel.length() - ALL_BELOW.length());
        return isLive(above) || Ids.validWord(above.substring(Math.min(LIVE.length(), above.length())));
    }

    /** What all channels of a pattern begin with. */
    public static String beginning(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    public static boolean isUser(String channel) {
        return channel.startsWith(USER) && Ids.valid(channel.substring(USER.length()));
    }
}
