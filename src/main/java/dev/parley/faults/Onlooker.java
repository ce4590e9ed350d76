package dev.parley.faults;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Watches who is in each room as one node tells it: state, then changes. Lives on one loop; what it has seen
 * is read from anywhere.
 */
final class Onlooker {

    private static final int AGAIN_MS = 200;
    private static final String PREFIX = "presence.";

    private final Swarm swarm;
    private final int port;
    private final String token;
    private final List<String> channels;
    private final EventLoop loop;
    private final Map<String, Set<String>> present = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Long> leftAt = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private Life life;

    Onlooker(Swarm swarm, int port, String token, List<Hall> halls) {
        this.swarm = swarm;
        this.port = port;
        this.token = token;
        this.channels = halls.stream().map(hall -> PREFIX + hall.channel()).toList();
        this.loop = swarm.loops().next();
    }

    int port() {
        return port;
    }

    void start() {
        loop.execute(this::connect);
    }

    void stop() {
        stopped = true;
        loop.execute(() -> life.connection.close());
    }

    /** Whether the person is in that room, as far as is known here. */
    boolean sees(Hall hall, String user) {
        return present.getOrDefault(PREFIX + hall.channel(), Set.of()).contains(user);
    }

    /** Everybody in that room, as far as is known here. */
    Set<String> seen(Hall hall) {
        return Set.copyOf(present.getOrDefault(PREFIX + hall.channel(), Set.of()));
    }

    /** How many the last event told of; -1 before the first. */
    int count(Hall hall) {
        return counts.getOrDefault(PREFIX + hall.channel(), -1);
    }

    /** When it was told last that somebody left, as of {@code System.nanoTime()}; 0 = never. */
    long leftAt(String user) {
        return leftAt.getOrDefault(user, 0L);
    }

    private void connect() {
        life = new Life();
        var mine = life;
        mine.connection = new Connection<>("127.0.0.1:" + port, "/eventbus/websocket?token=" + token, mine);
        swarm.open(loop, port, mine.connection, port).whenComplete((open, fault) -> loop.execute(() -> {
            if (fault == null) {
                channels.forEach(mine::register);
            } else if (mine == life) {
                again();
            }
        }));
    }

    private void again() {
        if (!stopped) {
            loop.schedule(this::connect, AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void state(String channel, JsonObject data) {
        var all = ConcurrentHashMap.<String>newKeySet();
        users(data.getJsonArray("users")).forEach(all::add);
        var former = present.put(channel, all);
        if (former != null) {
            former.stream().filter(user -> !all.contains(user)).forEach(this::gone);
        }
        counted(channel, data, all);
    }

    private void changed(String channel, JsonObject data, boolean stated) {
        if (!stated) {
            swarm.findings().broken("a change of " + channel + " came before its state");
            return;
        }
        var all = present.get(channel);
        users(data.getJsonArray("joined", new JsonArray())).forEach(all::add);
        for (var user : data.getJsonArray("left", new JsonArray())) {
            if (all.remove((String) user)) {
                gone((String) user);
            }
        }
        counted(channel, data, all);
    }

    private void counted(String channel, JsonObject data, Set<String> all) {
        counts.put(channel, data.getInteger("count"));
        if (all.size() != data.getInteger("count")) {
            swarm.findings().broken("at " + port + " " + channel + " has " + data.getInteger("count")
                + " people, state and changes make " + all.size());
        }
    }

    private void gone(String user) {
        leftAt.put(user, System.nanoTime());
    }

    private static List<String> users(JsonArray entries) {
        return entries.stream().map(entry -> ((JsonObject) entry).getString("user")).toList();
    }

    /** One connection of it. */
    private final class Life implements Ears {

        private Connection<Life> connection;
        private final Set<String> stated = new HashSet<>();

        private void register(String channel) {
            connection.send("{\"type\":\"register\",\"address\":\"" + channel + "\",\"headers\":{}}");
        }

        @Override
        public void message(ByteBuf frame, int start, int length) {
            var told = new JsonObject(frame.toString(start, length, StandardCharsets.UTF_8));
            var channel = told.getString("address", "");
            if (!channel.startsWith(PREFIX)) {
                return;
            }
            if (told.getString("type").equals("err")) {
                loop.schedule(() -> register(channel), AGAIN_MS, TimeUnit.MILLISECONDS);
                swarm.findings().refused(told.getInteger("failureCode"));
                return;
            }
            var body = told.getJsonObject("body");
            switch (body.getString("type")) {
                case "presence.state" -> {
                    stated.add(channel);
                    state(channel, body.getJsonObject("data"));
                }
                case "presence.changed" ->
                    changed(channel, body.getJsonObject("data"), stated.contains(channel));
                default -> { }
            }
        }

        @Override
        public void closed(boolean wasOpen, int code) {
            if (this == life && wasOpen) {
                present.clear();
                counts.clear();
                again();
            }
        }
    }
}
