package dev.parley.webhook;

import dev.parley.config.Hook;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Drainer;
import dev.parley.protocol.Publication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one hook what it is to be told, while this node's turn lasts: of each channel one delivery at a time.
 * Lives on one context.
 */
final class Sender implements Drainer.Duty {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** The publications of a delivery end with the one that passes this. */
    private static final int BODY_MAX = 1 << 20;
    private static final int POLL_MS = 1_000;

    private final WebhookParts parts;
    private final Hook hook;
    private final Predicate<String> types;
    private final Predicate<String> channels;
    private final Courier courier;
    private final Drainer drainer;
    private final Patience patience;
    private final WebhookMeters meters;
    private final Map<Long, Parcel> underWay = new HashMap<>();
    private List<JsonObject> done = new ArrayList<>();
    private List<JsonObject> failed = new ArrayList<>();
    private JsonObject telling = new JsonObject();
    private long after;
    private boolean revive;

    Sender(Vertx vertx, WebhookParts parts, Hook hook) {
        this.parts = parts;
        this.hook = hook;
        this.types = Patterns.any(hook.types());
        this.channels = Patterns.any(hook.channels());
        var settings = parts.settings();
        this.courier = new Courier(vertx, hook, settings, parts.clock());
        this.patience = new Patience(settings, parts.random());
        this.meters = new WebhookMeters(parts.meters(), hook.name());
        this.drainer = new Drainer(vertx, parts.persistence(), new Drainer.Terms(parts.holder(),
            settings.leaseMs(), Math.min(POLL_MS, settings.leaseMs() / 4)), this);
    }

    void start() {
        drainer.start();
    }

    Future<Void> stop() {
        drainer.stop();
        return courier.close();
    }

    /** Whether what happens on a channel concerns it, here and now. */
    boolean cares(String channel) {
        return drainer.holds() && channels.test(channel);
    }

    /** Something was published on such a channel. */
    void hear(String type) {
        if (types.test(type)) {
            drainer.wake();
        }
    }

    @Override
    public Change step(JsonObject lease) {
        telling = new JsonObject().put("done", new JsonArray(done)).put("failed", new JsonArray(failed))
            .put("revive", revive);
        done = new ArrayList<>();
        failed = new ArrayList<>();
        revive = false;
        var settings = parts.settings();
        return new Change("parley.webhook." + hook.name(), Deed.WEBHOOK_STEP, lease.mergeIn(telling)
            .put("hook", hook.name()).put("give_up_ms", settings.giveUpAfterMs())
            .put("busy", new JsonArray(List.copyOf(underWay.keySet())))
            .put("want", patience.room(now(), underWay.size())).put("batch", settings.batchMax())
            .put("after", after));
    }

    @Override
    public boolean took(JsonObject answer) {
        telling = new JsonObject();
        after = answer.getLong("after");
        var work = answer.getJsonArray("work");
        work.forEach(given -> deliver(Parcel.of((JsonObject) given)));
        return !work.isEmpty() && patience.room(now(), underWay.size()) > 0;
    }

    /** Another node sends now; what became of our deliveries it finds out itself. */
    @Override
    public void lost() {
        telling = new JsonObject();
    }

    /** Saying it twice does no harm. */
    @Override
    public void unknown() {
        keep(telling.getJsonArray("done"), done);
        keep(telling.getJsonArray("failed"), failed);
        telling = new JsonObject();
    }

    private static void keep(JsonArray told, List<JsonObject> again) {
        if (told != null) {
            told.forEach(outcome -> again.add((JsonObject) outcome));
        }
    }

    private void deliver(Parcel parcel) {
        underWay.put(parcel.channel(), parcel);
        parts.log().pick(parcel.name(), parcel.seqs()).onComplete(picked -> {
            if (picked.failed() || !drainer.holds()) {
                LOG.debug("A delivery to {} has to wait", hook.name(), picked.cause());
                underWay.remove(parcel.channel());
            } else if (picked.result().isEmpty()) {
                end(parcel, new Verdict.Taken());
            } else {
                send(parcel, picked.result());
            }
        });
    }

    private void send(Parcel parcel, List<Publication> publications) {
        var events = Buffer.buffer();
        var count = 0;
        while (count < publications.size() && events.length() < BODY_MAX) {
            events.appendString(count == 0 ? "" : ",").appendBuffer(publications.get(count++).json());
        }
        var first = publications.getFirst().position();
        var last = publications.get(count - 1).seq();
        var sent = count == publications.size() ? parcel : parcel.upTo(last);
        var head = new JsonObject().put("hook", hook.name()).put("channel", parcel.name())
            .put("epoch", first.epoch()).encode();
        var body = Buffer.buffer(head.substring(0, head.length() - 1)).appendString(",\"events\":[")
            .appendBuffer(events).appendString("]}");
        var id = hook.name() + ":" + parcel.name() + ":" + first.seq() + "-" + last + ":" + count;
        var began = System.nanoTime();
        var size = count;
        courier.post(id, body).onSuccess(verdict -> {
            switch (verdict) {
                case Verdict.Taken taken -> meters.taken(size, System.nanoTime() - began);
                case Verdict.Failed not -> meters.failed();
            }
            end(sent, verdict);
        });
    }

    private void end(Parcel parcel, Verdict verdict) {
        underWay.remove(parcel.channel());
        var outcome = new JsonObject().put("channel", parcel.channel())
            .put("seqs", new JsonArray(parcel.seqs()));
        switch (verdict) {
            case Verdict.Taken taken -> {
                revive |= patience.taken();
                done.add(outcome);
            }
            case Verdict.Failed(var why, var retryAfter) -> {
                LOG.debug("The hook {} has not taken {} of {}: {}", hook.name(), parcel.seqs().size(),
                    parcel.name(), why);
                failed.add(outcome.put("error", why)
                    .put("wait_ms", patience.failed(now(), parcel.attempts(), retryAfter)));
            }
        }
        drainer.wake();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
