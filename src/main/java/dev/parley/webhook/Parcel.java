package dev.parley.webhook;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Publications of one channel that one hook is told of together.
 *
 * @param channel  its number in the store
 * @param name     its name
 * @param seqs     of the publications, rising, one at least
 * @param attempts how often the channel has failed in a row
 */
record Parcel(long channel, String name, List<Long> seqs, int attempts) {

    Parcel {
        seqs = List.copyOf(seqs);
    }

    /** From what {@code parley.webhook_step} gives. */
    static Parcel of(JsonObject work) {
        return new Parcel(work.getLong("channel"), work.getString("name"), work.getJsonArray("seqs").stream()
            .map(seq -> ((Number) seq).longValue()).toList(), work.getInteger("attempts"));
    }

    /** The same with its beginning only, up to a seq. */
    Parcel upTo(long last) {
        return new Parcel(channel, name, seqs.stream().filter(seq -> seq <= last).toList(), attempts);
    }
}
