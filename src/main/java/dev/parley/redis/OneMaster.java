package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.function.Function;

/** A store with one master, always at one address or where the Sentinels say. Lives on one context. */
final class OneMaster implements Store {

    private final Errand errand;
    private final Link link;

    OneMaster(Vertx vertx, StoreParts parts) {
        this.errand = new Errand(parts);
        this.link = new Link(vertx, parts, bearings(vertx, parts), new Link.Watcher() { });
    }

    private static Bearings bearings(Vertx vertx, StoreParts parts) {
        return switch (parts.settings().mode()) {
            case SENTINEL -> new Sentinels(vertx, parts);
            case STANDALONE, CLUSTER -> () -> Future.succeededFuture(parts.settings().urls().getFirst());
        };
    }

    @Override
    public Future<Void> open() {
        return link.open();
    }

    @Override
    public Future<Void> close() {
        return link.close();
    }

    @Override
    public boolean up() {
        return link.up();
    }

    @Override
    public Future<Reply> run(Script script, List<String> keys, List<String> arguments) {
        return with(script.name(), line -> errand.run(line, script, keys, arguments));
    }

    @Override
    public Future<Reply> send(String key, Request request) {
        var name = Errand.nameOf(request);
        return with(name, line -> errand.send(line, name, request));
    }

    private Future<Reply> with(String name, Function<Link, Future<Reply>> use) {
        if (!link.up()) {
            return errand.away();
        }
        return use.apply(link).recover(fault -> {
            if (Trouble.of(fault) == Trouble.NO_MASTER) {
                link.renew("it is no master any more");
            }
            return errand.refuse(name, fault);
        });
    }
}
