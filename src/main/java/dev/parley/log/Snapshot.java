package dev.parley.log;

import dev.parley.protocol.Position;
import java.util.Objects;

/**
 * The live state of a channel at a position of its log: it and every later publication make up the state
 * later.
 *
 * @param head     the last publication that it contains; seq 0 when there is none yet
 * @param floor    as in {@link Opening.Open}
 * @param state    JSON text of an object: the values by their keys
 * @param versions JSON text of an object: the keys' versions
 */
public record Snapshot(Position head, long floor, String state, String versions) {

    public Snapshot {
        Objects.requireNonNull(head);
        Objects.requireNonNull(state);
        Objects.requireNonNull(versions);
    }

    /** Characters of its texts. */
    public int length() {
        return state.length() + versions.length();
    }

    /** As {@code {state, versions, seq, epoch}}. */
    public String json() {
        return "{\"state\":" + state + ",\"versions\":" + versions + ",\"seq\":" + head.seq()
            + ",\"epoch\":\"" + head.epoch() + "\"}";
    }
}
