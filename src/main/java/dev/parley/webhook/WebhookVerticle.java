package dev.parley.webhook;

import dev.parley.bus.Addresses;
import dev.parley.config.Hook;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.protocol.Publication;
import dev.parley.relay.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of a node: it makes them known to the store, and tells each what it is to be told whenever it
 * is this node's turn. One per node; where there are no hooks it does nothing more.
 */
public final class WebhookVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerticle.class);

    /** The queue in which this waits; no client can name it. */
    private static final String CHANNEL = "parley.webhook";
    private static final long AGAIN_MS = 1_000;

    private final WebhookParts parts;
    private List<Sender> senders = List.of();
    private boolean stopped;

    public WebhookVerticle(WebhookParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        senders = parts.settings().hooks().stream().map(hook -> new Sender(vertx, parts, hook)).toList();
        if (!senders.isEmpty()) {
            parts.bus().<Record>hear(Addresses.EAR, this::told);
            parts.bus().<Record>hear(Addresses.LIVE_EAR, this::told);
        }
        return known();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.join(senders.stream().map(Sender::stop).toList());
    }

    /** Tries once before the node begins to serve, and goes on trying while the store is away. */
    private Future<Void> known() {
        var hooks = parts.settings().hooks().stream().map(WebhookVerticle::shown).toList();
        var args = new JsonObject().put("hooks", new JsonArray(hooks));
        return parts.persistence().append(new Change(CHANNEL, Deed.SET_WEBHOOKS, args))
            .onSuccess(kept -> senders.forEach(Sender::start))
            .onFailure(fault -> {
                LOG.debug("The store does not know the hooks yet", fault);
                vertx.setTimer(AGAIN_MS, due -> {
                    if (!stopped) {
                        known();
                    }
                });
            })
            .<Void>mapEmpty().otherwiseEmpty();
    }

    private static JsonObject shown(Hook hook) {
        return new JsonObject().put("name", hook.name()).put("types", new JsonArray(hook.types()))
            .put("channels", new JsonArray(hook.channels()));
    }

    private void told(Record told) {
        if (told instanceof Batch batch) {
            batch.forEach(channel -> senders.stream().anyMatch(sender -> sender.cares(channel)), event -> {
                if (event instanceof Publication) {
                    senders.stream().filter(sender -> sender.cares(event.channel()))
                        .forEach(sender -> sender.hear(event.type()));
                }
            });
        }
    }
}
