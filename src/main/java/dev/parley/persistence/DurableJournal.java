package dev.parley.persistence;

import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import dev.parley.protocol.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The journal of live channels whose events are kept in PostgreSQL. */
public final class DurableJournal implements Journal {

    private final Persistence persistence;

    public DurableJournal(Persistence persistence) {
        this.persistence = persistence;
    }

    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        return persistence.append(new LiveDraft(draft, namespace.history().length())).map(reply -> {
            var json = new JsonObject(reply);
            return new Posted(json.getString("id"),
                Optional.of(new Position(json.getString("epoch"), json.getLong("seq"))),
                json.getBoolean("duplicate", false));
        });
    }
}
