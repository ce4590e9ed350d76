package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.log.Bell;
import dev.parley.log.Draft;
import dev.parley.log.DraftText;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import dev.parley.protocol.Signal;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The journal of channels that keep nothing: rings the bell, and that was it. */
public final class PassingJournal implements Journal {

    private final Bell bell;
    private final Clock clock;

    public PassingJournal(Bell bell, Clock clock) {
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        if (draft.denied().isPresent()) {
            return Future.failedFuture(draft.denied().get().asException());
        }
        bell.ring(List.of(new Signal(draft.channel(), draft.type(), "",
            DraftText.passing(draft, clock.instant()))));
        return Future.succeededFuture(new Posted(draft.id(), Optional.empty(), false));
    }
}
