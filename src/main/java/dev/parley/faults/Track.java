package dev.parley.faults;

import io.vertx.core.json.JsonObject;

/** How far one follower has come in its room's log, without a hole, and how long it heard nothing. */
final class Track {

    private final String user;
    private final Hall hall;
    private final Findings findings;
    private String epoch = "";
    private volatile long position = -1;
    private volatile long silence;
    private long heardAt;

    Track(String user, Hall hall, Findings findings) {
        this.user = user;
        this.hall = hall;
        this.findings = findings;
    }

    /** The last seq that it has; -1 before the first answer. */
    long position() {
        return position;
    }

    /** The longest time between two publications, in nanoseconds. */
    long silence() {
        return silence;
    }

    void forgetSilence() {
        silence = 0;
        heardAt = 0;
    }

    /** The frame that subscribes to what it lacks. */
    String register() {
        var headers = position < 0 ? "{}" : "{\"since\":" + position + ",\"epoch\":\"" + epoch + "\"}";
        return "{\"type\":\"register\",\"address\":\"" + hall.channel() + "\",\"headers\":" + headers + "}";
    }

    /** The answer to that; true when it had come to somewhere before. */
    boolean subscribed(JsonObject body) {
        var again = position >= 0;
        if (again && !body.getBoolean("recovered", false)) {
            findings.broken(user + " at " + position + " was not recovered: " + body.encode());
        }
        if (!body.getBoolean("recovered", false)) {
            position = body.getLong("seq");
        }
        epoch = body.getString("epoch");
        return again;
    }

    void publication(long seq) {
        if (seq != position + 1) {
            findings.broken(user + " had " + position + " of " + hall.id() + ", then heard " + seq);
        }
        position = seq;
        var now = System.nanoTime();
        if (heardAt != 0) {
            silence = Math.max(silence, now - heardAt);
        }
        heardAt = now;
    }
}
