package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import io.vertx.core.Future;

/** The journal of every live channel: the one that its namespace names. */
public final class LiveJournal implements Journal {

    private final Journal durable;
    private final Journal recent;
    private final Journal none;

    public LiveJournal(Journal durable, Journal recent, Journal none) {
        this.durable = durable;
        this.recent = recent;
        this.none = none;
    }

    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        return switch (namespace.log()) {
            case DURABLE -> durable.append(namespace, draft);
            case RECENT -> recent.append(namespace, draft);
            case NONE -> none.append(namespace, draft);
        };
    }
}
