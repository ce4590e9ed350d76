package dev.parley.faults;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import dev.parley.client.FrameText;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A frugal client that follows one room, obeys when it is sent elsewhere, comes back by itself with what it
 * has, and repeats its posts until they are acknowledged. Lives on one loop.
 */
final class Follower {

    private static final Set<Integer> PASSING = Set.of(429, 503, 504);
    private static final int AGAIN_MS = 200;

    private final Swarm swarm;
    private final Hall hall;
    private final String user;
    private final int number;
    private final EventLoop loop;
    private final Set<String> unanswered = new LinkedHashSet<>();
    private Life life;
    private JsonArray elsewhere = new JsonArray();
    private String epoch = "";
    private volatile long position = -1;
    private volatile boolean following;
    private volatile int port;
    private volatile boolean stopped;
    private long lostAt;
    private volatile long silence;
    private long heardAt;
    private int posts;

    Follower(Swarm swarm, Hall hall, String user, int number) {
        this.swarm = swarm;
        this.hall = hall;
        this.user = user;
        this.number = number;
        this.loop = swarm.loops().next();
    }

    String user() {
        return user;
    }

    int number() {
        return number;
    }

    /** Connects to a node and follows the room from its present head on. */
    void start(int at) {
        loop.execute(() -> connect(at));
    }

    /** Whether it is subscribed now. */
    boolean following() {
        return following;
    }

    long position() {
        return position;
    }

    /** The node it is, or was last, connected to. */
    int port() {
        return port;
    }

    Hall hall() {
        return hall;
    }

    /** The longest time between two publications, in nanoseconds, since {@link #begin}. */
    long silence() {
        return silence;
    }

    /** Forgets how long it was silent. */
    void begin() {
        loop.execute(() -> {
            silence = 0;
            heardAt = 0;
        });
    }

    /** Posts one message more. */
    void post() {
        loop.execute(() -> {
            if (!stopped) {
                var id = user + "-" + posts++;
                unanswered.add(id);
                hall.posting();
                send(id);
            }
        });
    }

    void stop() {
        stopped = true;
        loop.execute(() -> {
            if (life != null) {
                life.connection.close();
            }
        });
    }

    private void connect(int at) {
        port = at;
        life = new Life();
        var mine = life;
        mine.connection = new Connection<>("127.0.0.1:" + at,
            "/eventbus/websocket?token=" + swarm.token(user), mine);
        swarm.open(loop, at, mine.connection, number).whenComplete((open, fault) -> loop.execute(() -> {
            if (mine != life || stopped) {
                mine.connection.close();
            } else if (fault != null) {
                lost(AGAIN_MS / 2 + swarm.chance(AGAIN_MS));
            } else {
                register();
                unanswered.forEach(this::send);
            }
        }));
    }

    private void register() {
        var headers = position < 0 ? "{}" : "{\"since\":" + position + ",\"epoch\":\"" + epoch + "\"}";
        life.connection.send("{\"type\":\"register\",\"address\":\"" + hall.channel() + "\",\"headers\":"
            + headers + "}");
    }

    private void send(String id) {
        if (following) {
            life.connection.send("{\"type\":\"send\",\"address\":\"parley.messages\",\"replyAddress\":\""
                + id + "\",\"headers\":{\"action\":\"post\"},\"body\":{\"room\":\"" + hall.id()
                + "\",\"id\":\"" + id + "\",\"text\":\"text of " + id + "\"}}");
        }
    }

    /** The connection is gone, or never was: on to another node. */
    private void lost(long waitMs) {
        life = null;
        if (following) {
            following = false;
            lostAt = System.nanoTime();
        }
        if (!stopped) {
            int next = swarm.next(port, elsewhere, number);
            elsewhere = new JsonArray();
            loop.schedule(() -> connect(next), waitMs, TimeUnit.MILLISECONDS);
        }
    }

    private void publication(long seq) {
        if (seq != position + 1) {
            swarm.findings().broken(user + " had " + position + " of " + hall.id() + ", then heard " + seq);
        }
        position = seq;
        var now = System.nanoTime();
        if (heardAt != 0) {
            silence = Math.max(silence, now - heardAt);
        }
        heardAt = now;
    }

    private void heard(JsonObject frame) {
        var address = frame.getString("address", "");
        if (frame.getString("type").equals("err")) {
            refused(address, frame);
        } else if (address.equals(hall.channel())) {
            var body = frame.getJsonObject("body");
            if ("subscribed".equals(body.getString("type"))) {
                subscribed(body);
            }
        } else if (address.equals("parley.session")) {
            elsewhere = frame.getJsonObject("body").getJsonArray("urls", new JsonArray());
        } else if (unanswered.remove(address)) {
            hall.acked(address, frame.getJsonObject("body").getLong("seq"));
        }
    }

    private void subscribed(JsonObject body) {
        if (position >= 0) {
            swarm.resumed(System.nanoTime() - lostAt);
            if (!body.getBoolean("recovered", false)) {
                swarm.findings().broken(user + " at " + position + " was not recovered: " + body.encode());
                position = body.getLong("seq");
            }
        } else {
            position = body.getLong("seq");
        }
        epoch = body.getString("epoch");
        following = true;
        unanswered.forEach(this::send);
    }

    private void refused(String address, JsonObject frame) {
        var code = frame.getInteger("failureCode");
        if (!PASSING.contains(code)) {
            swarm.findings().broken(user + " was refused: " + frame.encode());
            return;
        }
        swarm.findings().refused(code);
        var mine = life;
        var wait = frame.getJsonObject("data", new JsonObject()).getLong("retryAfterMs", (long) AGAIN_MS);
        loop.schedule(() -> {
            if (mine == life && address.equals(hall.channel())) {
                register();
            } else if (mine == life && unanswered.contains(address)) {
                send(address);
            }
        }, Math.clamp(wait, 1, 2_000), TimeUnit.MILLISECONDS);
    }

    /** One connection of it. */
    private final class Life implements Ears {

        private Connection<Life> connection;

        @Override
        public void message(ByteBuf frame, int start, int length) {
            if (this != life) {
                return;
            }
            int end = start + length;
            var prefix = hall.prefix();
            if (FrameText.matches(frame, start, end, prefix)) {
                publication(FrameText.number(frame, start + prefix.length, end));
            } else {
                heard(new JsonObject(frame.toString(start, length, StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void closed(boolean wasOpen, int code) {
            if (this == life && wasOpen) {
                swarm.closed(code);
                lost(0);
            }
        }
    }
}
