package dev.parley.protocol;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;

/**
 * A committed entry of a channel's log.
 *
 * @param epoch   the identity of the log, as in {@link Position}
 * @param seq     1, 2, 3 … without holes within the channel
 * @param subject the user whom it is about, where that changes who may read ({@code member.left});
 *     {@link #EVERYBODY} when it may change for anyone (a room made private); else empty
 * @param blanks  the earlier seqs whose content this one withdraws (a deletion): caches forget them.
 *     Server side only
 */
public record Publication(String channel, String epoch, long seq, String type, String subject,
                          List<Long> blanks, Buffer json) implements Event {

    /** The subject of what may take the right to read from anyone; no user can have this id. */
    public static final String EVERYBODY = "*";

    public Publication {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(type);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(json);
        blanks = List.copyOf(blanks);
        if (seq < 1) {
            throw new IllegalArgumentException("seq " + seq + " in " + channel);
        }
    }

    public Position position() {
        return new Position(epoch, seq);
    }
}
