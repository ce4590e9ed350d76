package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is published on channels of Redis, over a connection of its own that subscribes anew whenever it
 * comes back. What is published meanwhile is not heard: Redis does not keep it. Lives on one context.
 */
public final class Ear implements Link.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

    private final List<String> channels;
    private final BiConsumer<String, String> heard;
    private final Link link;

    /** @param heard is told the channel and the message, in the order in which Redis sends them */
    public Ear(Vertx vertx, StoreParts parts, List<String> channels, BiConsumer<String, String> heard) {
        this.channels = List.copyOf(channels);
        this.heard = heard;
        this.link = new Link(vertx, parts, bearings(vertx, parts), this);
    }

    private static Bearings bearings(Vertx vertx, StoreParts parts) {
        return switch (parts.settings().mode()) {
            case SENTINEL -> new Sentinels(vertx, parts);
            case STANDALONE, CLUSTER -> new InTurn(parts.settings().urls());
        };
    }

    /** As {@link Store#open}. */
    public Future<Void> open() {
        return link.open();
    }

    public Future<Void> close() {
        return link.close();
    }

    @Override
    public void up(Link up) {
        var subscribe = Request.cmd(Command.SUBSCRIBE);
        channels.forEach(subscribe::arg);
        up.send(subscribe).onFailure(fault -> {
            LOG.debug("Redis lets nobody subscribe", fault);
            up.renew(String.valueOf(fault.getMessage()));
        });
    }

    @Override
    public void said(Response message) {
        if (message.size() == 3 && message.get(0).toString().equals("message")) {
            heard.accept(message.get(1).toString(), message.get(2).toString());
        }
    }

    /** One address after the other: every node of a Cluster hears everything. */
    private static final class InTurn implements Bearings {

        private final List<String> urls;
        private int next;

        InTurn(List<String> urls) {
            this.urls = urls;
        }

        @Override
        public Future<String> find() {
            return Future.succeededFuture(urls.get(next++ % urls.size()));
        }
    }
}
