package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The master as the Sentinels know it. Who answered last is asked first. Lives on one context. */
final class Sentinels implements Bearings {

    private final Vertx vertx;
    private final StoreParts parts;
    private final ArrayDeque<String> order;

    Sentinels(Vertx vertx, StoreParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.order = new ArrayDeque<>(parts.settings().urls());
    }

    @Override
    public Future<String> find() {
        return ask(List.copyOf(order), 0);
    }

    private Future<String> ask(List<String> all, int from) {
        if (from == all.size()) {
            return Future.failedFuture("no Sentinel knows a master called " + parts.settings().master());
        }
        var sentinel = all.get(from);
        return ask(sentinel).onSuccess(found -> {
            order.remove(sentinel);
            order.addFirst(sentinel);
        }).recover(silent -> ask(all, from + 1));
    }

    private Future<String> ask(String sentinel) {
        var options = Connecting.to(sentinel, parts).setPassword(null).setUser(null);
        var client = Redis.createClient(vertx, options);
        return client.connect().compose(connection -> connection.send(Request.cmd(Command.SENTINEL)
                .arg("GET-MASTER-ADDR-BY-NAME").arg(parts.settings().master())))
            .timeout(parts.settings().timeoutMs(), TimeUnit.MILLISECONDS)
            .compose(found -> found == null ? Future.<String>failedFuture("unknown")
                : Future.succeededFuture(Connecting.url(sentinel, found.get(0).toString(),
                    found.get(1).toInteger())))
            .onComplete(asked -> client.close());
    }
}
