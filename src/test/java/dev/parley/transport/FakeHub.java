package dev.parley.transport;

import dev.parley.hub.Broadcasts;
import dev.parley.hub.Hub;
import dev.parley.hub.Start;
import dev.parley.hub.Subscribed;
import dev.parley.hub.Subscriber;
import dev.parley.hub.Subscription;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Event;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hub over a log in memory: whoever is behind is fed from it, as the real one does. {@code room.secret} is
 * shut.
 */
final class FakeHub implements Hub {

    final Context context = Vertx.currentContext();
    final Map<String, List<Event>> log = new HashMap<>();
    final Map<String, Map<Subscriber, Integer>> cursors = new HashMap<>();
    final Deque<String> calls = new ArrayDeque<>();
    int refusedOffers;

    private static int from(Start start, int head) {
        return switch (start) {
            case Start.Now now -> head;
            case Start.After after when !after.epoch().orElse("e1").equals("e1") -> head + 1;
            case Start.After after -> (int) after.seq();
            case Start.Last last -> Math.max(0, head - last.count());
            case Start.WithState with -> from(with.start(), head);
        };
    }

    @Override
    public Future<Subscription> open(Subscriber subscriber, String channel, Start start) {
        calls.add("open " + channel + " " + start);
        if (channel.equals("room.secret")) {
            return Future.failedFuture(Refusal.notFound("channel \"" + channel + "\"").asException());
        }
        var head = log.computeIfAbsent(channel, name -> new ArrayList<>()).size();
        var from = from(start, head);
        var plain = start instanceof Start.WithState with ? with.start() : start;
        var recovered = plain instanceof Start.Now ? Optional.<Boolean>empty() : Optional.of(from <= head);
        var position = new Position("e1", head);
        var answer = new Subscribed(Optional.of(position), recovered, plain == start ? Optional.empty()
            : Optional.of(new Snapshot(position, 0, "{\"n\":1}", "{\"n\":7}")));
        return Future.succeededFuture(new Subscription() {
            @Override
            public String channel() {
                return channel;
            }

            @Override
            public Subscribed answer() {
                return answer;
            }

            @Override
            public long from() {
                return Math.min(from, head);
            }

            @Override
            public void start() {
                cursors.computeIfAbsent(channel, name -> new LinkedHashMap<>())
                    .put(subscriber, Math.min(from, head));
                feed(channel);
            }
        });
    }

    @Override
    public void close(Subscriber subscriber, String channel) {
        calls.add("close " + channel);
        cursors.getOrDefault(channel, new HashMap<>()).remove(subscriber);
    }

    @Override
    public void drained(Subscriber subscriber) {
        calls.add("drained");
        List.copyOf(cursors.keySet()).forEach(this::feed);
    }

    @Override
    public void reviewed(Subscriber subscriber) {
    }

    @Override
    public void leave(Subscriber subscriber) {
        calls.add("leave");
        cursors.values().forEach(readers -> readers.remove(subscriber));
    }

    /** The next publication of the channel, with this data. */
    void publish(String channel, JsonObject data) {
        var entries = log.computeIfAbsent(channel, name -> new ArrayList<>());
        var seq = entries.size() + 1;
        var json = new JsonObject().put("seq", seq).put("type", "message.posted").put("data", data);
        entries.add(new Publication(channel, "e1", seq, "message.posted", "", List.of(), json.toBuffer()));
        Broadcasts.lend(entries.getLast(), lent -> cursors.getOrDefault(channel, new HashMap<>())
            .replaceAll((subscriber, cursor) -> cursor == seq - 1 && subscriber.offer(lent) ? seq : cursor));
        feed(channel);
    }

    private void feed(String channel) {
        cursors.getOrDefault(channel, new HashMap<>()).replaceAll((subscriber, cursor) -> {
            var entries = log.get(channel);
            var at = new int[] {cursor};
            var taken = new boolean[] {true};
            while (taken[0] && at[0] < entries.size()) {
                Broadcasts.lend(entries.get(at[0]), lent -> taken[0] = subscriber.offer(lent));
                at[0] += taken[0] ? 1 : 0;
                refusedOffers += taken[0] ? 0 : 1;
            }
            return at[0];
        });
    }
}
