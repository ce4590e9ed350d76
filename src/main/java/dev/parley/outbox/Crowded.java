package dev.parley.outbox;

import io.vertx.core.json.JsonArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Channels whose rows somebody else held in the last step: they are passed over every other time, so that
 * the rows of others get on, and after some tries they are waited for. Lives on one context.
 */
final class Crowded {

    private static final int PRESSING_TRIES = 3;

    private final Map<String, Integer> tries = new HashMap<>();
    private boolean passing;

    /** What the next step leaves alone. */
    JsonArray passedOver() {
        return passing ? new JsonArray(List.copyOf(tries.keySet())) : new JsonArray();
    }

    /** What the next step waits for. */
    JsonArray pressing() {
        return new JsonArray(tries.entrySet().stream().filter(entry -> entry.getValue() >= PRESSING_TRIES)
            .map(Map.Entry::getKey).toList());
    }

    /** What a step found held. */
    void found(JsonArray channels) {
        if (passing) {
            passing = false;
            return;
        }
        tries.keySet().removeIf(channel -> !channels.contains(channel));
        channels.forEach(channel -> tries.merge((String) channel, 1, Integer::sum));
        passing = !tries.isEmpty();
    }
}
