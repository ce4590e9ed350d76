package dev.parley.room;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The channels of which something was heard last, each with when; bounded, the oldest are forgotten. */
final class Recent {

    private final String[] channels;
    private final long[] times;
    private long noted;

    Recent(int most) {
        this.channels = new String[most];
        this.times = new long[most];
    }

    /** @param now nanoseconds of a clock that never goes back */
    void note(String channel, long now) {
        int place = (int) (noted % channels.length);
        channels[place] = channel;
        times[place] = now;
        noted++;
    }

    /** Which were heard of at that time or after it; empty = so many that it is not known. */
    Optional<Set<String>> since(long time) {
        var found = new HashSet<String>();
        for (long i = noted - 1; i >= 0; i--) {
            if (i < noted - channels.length) {
                return Optional.empty();
            }
            int place = (int) (i % channels.length);
            if (times[place] - time < 0) {
                break;
            }
            found.add(channels[place]);
        }
        return Optional.of(found);
    }
}
