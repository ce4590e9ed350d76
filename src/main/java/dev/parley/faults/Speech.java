package dev.parley.faults;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What one follower has said into its room, and has no answer to yet. Lives on its loop. */
final class Speech {

    private final String user;
    private final Hall hall;
    private final Set<String> unanswered = new LinkedHashSet<>();
    private int posts;

    Speech(String user, Hall hall) {
        this.user = user;
        this.hall = hall;
    }

    /** Another message: its id. */
    String next() {
        var id = user + "-" + posts++;
        unanswered.add(id);
        hall.posting();
        return id;
    }

    /** Whether the answer to it is still awaited. */
    boolean awaits(String id) {
        return unanswered.contains(id);
    }

    void answered(String id, long seq) {
        unanswered.remove(id);
        hall.acked(id, seq);
    }

    /** All that has no answer, to be said again. */
    void again(Consumer<String> saying) {
        unanswered.forEach(saying);
    }

    /** The frame that posts it. */
    String frame(String id) {
        return "{\"type\":\"send\",\"address\":\"parley.messages\",\"replyAddress\":\"" + id
            + "\",\"headers\":{\"action\":\"post\"},\"body\":{\"room\":\"" + hall.id() + "\",\"id\":\"" + id
            + "\",\"text\":\"text of " + id + "\"}}";
    }
}
