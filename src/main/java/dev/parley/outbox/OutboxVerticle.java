package dev.parley.outbox;

import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Drainer;
import dev.parley.persistence.Wakeup;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties the outbox while it is this node's turn; one runs on each node. */
public final class OutboxVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxVerticle.class);

    /** The queue in which the steps of this node wait; no client can name it. */
    static final String CHANNEL = "parley.outbox";
    private static final long AGAIN_MS = 1_000;

    private final OutboxParts parts;
    private Drainer drainer;
    private Optional<Wakeup> wakeup = Optional.empty();
    private boolean stopped;

    public OutboxVerticle(OutboxParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        drainer = new Drainer(vertx, parts.persistence(), parts.terms(), new Emptying(parts, this::wake));
        drainer.start();
        if (parts.settings().useNotify()) {
            wakeup = Optional.of(Wakeup.open(vertx, parts.postgres(), this::wake));
        }
        tell();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        drainer.stop();
        return wakeup.map(Wakeup::close).orElseGet(Future::succeededFuture);
    }

    /** There is something to do, if it is this node's turn. */
    private void wake() {
        if (drainer.holds()) {
            drainer.wake();
        }
    }

    /** Tells the store whether to notify, until it knows. */
    private void tell() {
        var args = new JsonObject().put("notify", parts.settings().useNotify());
        parts.persistence().append(new Change(CHANNEL, Deed.SET_OUTBOX, args)).onFailure(fault -> {
            LOG.debug("The store does not know yet whether to notify", fault);
            vertx.setTimer(AGAIN_MS, due -> {
                if (!stopped) {
                    tell();
                }
            });
        });
    }
}
