package dev.parley.gateway;

import dev.parley.config.Namespace;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Drainer;
import dev.parley.protocol.Channels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes out what durable channels hold. The database keeps, as for a webhook, a reference to each event that
 * is still to be written, so that neither the death of a node nor that of Redis loses one; who dies between
 * writing and saying so leaves events to be written once more. Lives on one context.
 */
final class DurableOut implements Drainer.Duty {

    /** How the database knows it, among the webhooks, none of which can have this name. */
    static final String NAME = "redis:out";

    private static final Logger LOG = LoggerFactory.getLogger(DurableOut.class);

    private static final String QUEUE = "parley.webhook." + NAME;
    private static final int POLL_MS = 1_000;
    private static final int CHANNELS_MAX = 64;
    private static final int EVENTS_MAX = 200;
    private static final long NEVER_MS = 1L << 50;

    private final OutParts parts;
    private final Printer printer;
    private final Drainer drainer;
    private final Set<Long> underWay = new HashSet<>();
    private List<JsonObject> done = new ArrayList<>();
    private List<JsonObject> telling = List.of();
    private long after;
    private boolean known;

    DurableOut(Vertx vertx, GatewayParts shared, OutParts parts, Printer printer) {
        this.parts = parts;
        this.printer = printer;
        int leaseMs = shared.settings().leaseMs();
        this.drainer = new Drainer(vertx, parts.persistence(), new Drainer.Terms(shared.holder(), leaseMs,
            Math.min(POLL_MS, leaseMs / 4)), this);
    }

    /** From now on the events of these namespaces are kept to be written; of none, when there are none. */
    void know(List<Namespace> written) {
        var args = new JsonObject();
        if (written.isEmpty()) {
            parts.persistence().append(new Change(QUEUE, Deed.FORGET_WEBHOOK, args.put("hook", NAME)))
                .onFailure(fault -> LOG.debug("Nothing was written out before", fault));
            return;
        }
        var patterns = written.stream().map(one -> Channels.LIVE + one.name() + ".*").toList();
        args.put("hooks", new JsonArray(List.of(new JsonObject().put("name", NAME)
            .put("types", new JsonArray(List.of("*"))).put("channels", new JsonArray(patterns)))));
        parts.persistence().append(new Change(QUEUE, Deed.SET_WEBHOOKS, args)).onSuccess(kept -> {
            if (!known) {
                known = true;
                drainer.start();
            }
        }).onFailure(fault -> LOG.debug("The store does not know what is written out", fault));
    }

    /** Whether the store knows what is written out. */
    boolean known() {
        return known;
    }

    void stop() {
        drainer.stop();
    }

    /** Something was appended to such a channel. */
    void hear() {
        if (known && drainer.holds()) {
            drainer.wake();
        }
    }

    @Override
    public Change step(JsonObject lease) {
        telling = done;
        done = new ArrayList<>();
        int room = printer.ready() ? CHANNELS_MAX - underWay.size() : 0;
        return new Change(QUEUE, Deed.WEBHOOK_STEP, lease.put("hook", NAME)
            .put("done", new JsonArray(telling)).put("failed", new JsonArray()).put("revive", false)
            .put("give_up_ms", NEVER_MS).put("busy", new JsonArray(List.copyOf(underWay)))
            .put("want", room).put("batch", EVENTS_MAX).put("after", after));
    }

    @Override
    public boolean took(JsonObject answer) {
        telling = List.of();
        after = answer.getLong("after");
        var work = answer.getJsonArray("work");
        work.forEach(given -> write((JsonObject) given));
        return !work.isEmpty() && underWay.size() < CHANNELS_MAX;
    }

    /** Another node writes now; what became of our work it finds out itself. */
    @Override
    public void lost() {
        telling = List.of();
    }

    /** Saying it twice does no harm. */
    @Override
    public void unknown() {
        done.addAll(telling);
        telling = List.of();
    }

    private void write(JsonObject work) {
        long channel = work.getLong("channel");
        var name = work.getString("name");
        var seqs = work.getJsonArray("seqs").stream().map(seq -> ((Number) seq).longValue()).toList();
        underWay.add(channel);
        parts.log().pick(name, seqs).compose(events -> {
            if (!drainer.holds()) {
                return Future.<Void>failedFuture("another node writes now");
            }
            return events.isEmpty() ? Future.<Void>succeededFuture()
                : printer.write(name, events.getFirst().epoch(), events);
        }).onComplete(wrote -> {
            underWay.remove(channel);
            if (wrote.succeeded()) {
                done.add(new JsonObject().put("channel", channel).put("seqs", new JsonArray(seqs)));
                drainer.wake();
            } else {
                LOG.debug("{} could not be written out", name, wrote.cause());
            }
        });
    }
}
