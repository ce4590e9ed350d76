package dev.parley.session;

import dev.parley.auth.Revocation;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signed-in sessions of one event loop by their users. */
final class Roll {

    /** Sessions of one user that a loop shows. */
    static final int SHOWN_MAX = 200;

    private final Sessions loop;
    private final Map<String, List<Session>> byUser = new HashMap<>();

    Roll(Sessions loop) {
        this.loop = loop;
    }

    void enter(Session session, String user) {
        byUser.computeIfAbsent(user, first -> new ArrayList<>(1)).add(session);
    }

    void leave(Session session, String user) {
        var sessions = byUser.get(user);
        if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
            byUser.remove(user);
        }
    }

    /** Newest first. */
    List<JsonObject> of(String user) {
        return byUser.getOrDefault(user, List.of()).reversed().stream().limit(SHOWN_MAX)
            .map(session -> session.vitals().shown()).toList();
    }

    /** Whether it is here, and is the owner's, and ends now. */
    boolean end(LoopQuestion.End end) {
        var found = end.owner().map(owner -> byUser.getOrDefault(owner, List.of()))
            .orElseGet(() -> byUser.values().stream().flatMap(List::stream).toList()).stream()
            .filter(session -> session.id().equals(end.session())).findFirst();
        found.ifPresent(session -> {
            if (end.soft()) {
                session.vitals().endSoon(Closing.ENDED);
            } else {
                session.close(Closing.ENDED);
            }
        });
        return found.isPresent();
    }

    /** Ends those whose tokens are believed no longer, and tells how many they were. */
    int purge(Revocation revocation) {
        var suspects = revocation.kind() == Revocation.Kind.USER
            ? List.copyOf(byUser.getOrDefault(revocation.subject(), List.of()))
            : byUser.values().stream().flatMap(List::stream).filter(session -> session.who().identity()
                .tokenId().equals(Optional.of(revocation.subject()))).toList();
        var guilty = suspects.stream()
            .filter(session -> !loop.parts().authenticator().believes(session.who().identity())).toList();
        guilty.forEach(session -> session.close(Closing.REVOKED));
        return guilty.size();
    }
}
