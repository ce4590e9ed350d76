package dev.parley.transport.engineio;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where the connections live that began by polling: those of this loop, and the node's others. Their ids are
 * credentials: nobody can guess one.
 */
final class Lodgings {

    private static final int ID_BYTES = 15;

    private final LocalMap<String, Lodging> everywhere;
    private final Set<String> here = new HashSet<>();
    private final SecureRandom random = new SecureRandom();

    /** A connection, and what its loop shares. Other loops only send it tasks. */
    record Lodging(EngineParts home, EngineSession session) implements Shareable {

        /** Does something with it on its own loop. */
        void with(Consumer<EngineSession> task) {
            home.lines().context().runOnContext(go -> task.accept(session));
        }
    }

    Lodgings(Vertx vertx, String path) {
        this.everywhere = vertx.sharedData().getLocalMap("parley.engineio" + path);
    }

    /** A new id. */
    String next() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void enter(String sid, Lodging lodging) {
        here.add(sid);
        everywhere.put(sid, lodging);
    }

    Optional<Lodging> find(String sid) {
        return Optional.ofNullable(everywhere.get(sid));
    }

    /** On the loop of {@link #enter}. */
    void leave(String sid) {
        if (here.remove(sid)) {
            everywhere.remove(sid);
        }
    }

    void stop() {
        here.forEach(everywhere::remove);
        here.clear();
    }
}
