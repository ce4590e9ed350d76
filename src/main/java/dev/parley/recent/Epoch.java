package dev.parley.recent;

import java.util.random.RandomGenerator;

/**
 * The identity of a channel's log: when Redis made the channel, and which life of which server keeps it now.
 * Another server (a failover) or another life (a restart) may lack what was acknowledged before.
 */
final class Epoch {

    /** Of a run id, which has forty hexadecimal digits, so many tell lives apart. */
    private static final int LIFE = 12;

    private Epoch() {
    }

    /** A birth that no channel has had: 64 bits of chance. */
    static String birth(RandomGenerator random) {
        return Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    static String of(String birth, String runId) {
        return birth + "-" + runId.substring(0, Math.min(LIFE, runId.length()));
    }
}
