package dev.parley.faults;

import io.netty.channel.EventLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
    private final Speech speech;
    private final Track track;
    private Lifeline life;
    private JsonArray elsewhere = new JsonArray();
    private volatile boolean following;
    private volatile int port;
    private volatile boolean stopped;
    private volatile boolean away;
    private long lostAt;

    Follower(Swarm swarm, Hall hall, String user, int number) {
        this.swarm = swarm;
        this.hall = hall;
        this.user = user;
        this.number = number;
        this.speech = new Speech(user, hall);
        this.track = new Track(user, hall, swarm.findings());
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

    /** Comes back after it was away, to that node. */
    void come(int at) {
        loop.execute(() -> {
            away = false;
            drop();
            connect(at);
        });
    }

    /** Will not come back by itself when it loses its connection. */
    void stayAway() {
        away = true;
    }

    /** Leaves as people do, with a goodbye. */
    void leave() {
        away = true;
        loop.execute(() -> {
            if (life != null) {
                life.connection().farewell();
            }
        });
    }

    /** Is cut off without anybody noticing. */
    void deafen() {
        away = true;
        loop.execute(() -> {
            if (life != null) {
                life.connection().deafen();
            }
        });
    }

    /** Gives up a node that does not answer, and goes to another one. */
    void abandon() {
        loop.execute(() -> {
            drop();
            lost(0);
        });
    }

    private void drop() {
        if (life != null) {
            var former = life;
            life = null;
            former.connection().close();
        }
        following = false;
    }

    boolean away() {
        return away;
    }

    /** Whether it is subscribed now. */
    boolean following() {
        return following;
    }

    long position() {
        return track.position();
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
        return track.silence();
    }

    /** Forgets how long it was silent. */
    void begin() {
        loop.execute(track::forgetSilence);
    }

    /** Posts one message more. */
    void post() {
        loop.execute(() -> {
            if (!stopped) {
                send(speech.next());
            }
        });
    }

    void stop() {
        stopped = true;
        loop.execute(() -> {
            if (life != null) {
                life.connection().close();
            }
        });
    }

    private void connect(int at) {
        port = at;
        var mine = new Lifeline(this, at, swarm.token(user));
        life = mine;
        swarm.open(loop, at, mine.connection(), number).whenComplete((open, fault) -> loop.execute(() -> {
            if (!livesOn(mine) || stopped) {
                mine.connection().close();
            } else if (fault != null) {
                lost(AGAIN_MS / 2 + swarm.chance(AGAIN_MS));
            } else {
                life.connection().send(track.register());
                speech.again(this::send);
            }
        }));
    }

    private void send(String id) {
        if (following) {
            life.connection().send(speech.frame(id));
        }
    }

    /** The connection is gone, or never was: on to another node. */
    private void lost(long waitMs) {
        life = null;
        if (following) {
            following = false;
            lostAt = System.nanoTime();
        }
        if (!stopped && !away) {
            int next = swarm.next(port, elsewhere, number);
            loop.schedule(() -> connect(next), waitMs, TimeUnit.MILLISECONDS);
        }
        elsewhere = new JsonArray();
    }

    /** Whether this is its present connection. */
    boolean livesOn(Lifeline line) {
        return line == life;
    }

    /** Its connection is gone. */
    void broken(int code) {
        swarm.closed(code);
        lost(0);
    }

    /** A publication of its room came. */
    void publication(long seq) {
        track.publication(seq);
    }

    /** Another frame came. */
    void heard(JsonObject frame) {
        var address = frame.getString("address", "");
        if (frame.getString("type").equals("err")) {
            refused(address, frame);
        } else if (address.equals(hall.channel())) {
            subscribed(frame.getJsonObject("body"));
        } else if (address.equals("parley.session")) {
            elsewhere = frame.getJsonObject("body").getJsonArray("urls", new JsonArray());
        } else if (speech.awaits(address)) {
            speech.answered(address, frame.getJsonObject("body").getLong("seq"));
        }
    }

    private void subscribed(JsonObject body) {
        if (!"subscribed".equals(body.getString("type"))) {
            return;
        }
        if (track.subscribed(body)) {
            swarm.resumed(System.nanoTime() - lostAt);
        }
        following = true;
        speech.again(this::send);
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
                life.connection().send(track.register());
            } else if (mine == life && speech.awaits(address)) {
                send(address);
            }
        }, Math.clamp(wait, 1, 2_000), TimeUnit.MILLISECONDS);
    }
}
