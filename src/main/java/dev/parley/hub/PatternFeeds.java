package dev.parley.hub;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The feeds of one hub that follow all channels below a name, by that name. They are told what passes, at
 * most once and per channel in its order; what the bus loses is lost for them.
 */
final class PatternFeeds {

    /** So many channels' last positions are remembered; of others an event may come twice. */
    private static final int POSITIONS_MAX = 16_384;

    private final Map<String, ChannelFeed> byBeginning = new HashMap<>();
    private final Map<String, Position> newest = new LinkedHashMap<>(16, 0.75f, true);

    /** Whatever is no pattern is not followed here. */
    void add(ChannelFeed feed) {
        if (Channels.isPattern(feed.channel())) {
            byBeginning.put(Channels.beginning(feed.channel()), feed);
        }
    }

    void remove(ChannelFeed feed) {
        byBeginning.remove(Channels.beginning(feed.channel()), feed);
        if (byBeginning.isEmpty()) {
            newest.clear();
        }
    }

    /** Does one of them follow the channel? */
    boolean follow(String channel) {
        if (byBeginning.isEmpty() || !channel.startsWith(Channels.LIVE)) {
            return false;
        }
        for (int dot = end(channel, 0); dot > 0; dot = end(channel, dot)) {
            if (byBeginning.containsKey(channel.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }

    /** Tells those that follow the event's channel. */
    void hear(Event event) {
        if (!follow(event.channel()) || event instanceof Publication publication && heard(publication)) {
            return;
        }
        var json = named(event);
        for (int dot = end(event.channel(), 0); dot > 0; dot = end(event.channel(), dot)) {
            var feed = byBeginning.get(event.channel().substring(0, dot));
            if (feed != null) {
                feed.audience.signalOf(event.channel(),
                    new Signal(feed.channel(), event.type(), "", json));
            }
        }
    }

    /** The place behind the next dot, from the namespace's on; 0 = there is none. */
    private static int end(String channel, int from) {
        return channel.indexOf('.', Math.max(from, Channels.LIVE.length())) + 1;
    }

    private boolean heard(Publication publication) {
        var last = newest.get(publication.channel());
        if (last != null && last.epoch().equals(publication.epoch()) && last.seq() >= publication.seq()) {
            return true;
        }
        newest.put(publication.channel(), publication.position());
        if (newest.size() > POSITIONS_MAX) {
            newest.remove(newest.keySet().iterator().next());
        }
        return false;
    }

    /** The event, with the channel that it is from: names of live channels need no escape. */
    private static Buffer named(Event event) {
        var json = event.json();
        return Buffer.buffer(json.length() + event.channel().length() + 16)
            .appendString("{\"channel\":\"" + event.channel() + "\",", StandardCharsets.UTF_8.name())
            .appendBuffer(json, 1, json.length() - 1);
    }
}
