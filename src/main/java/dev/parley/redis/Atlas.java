package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks a Cluster which master serves what: first those known, then those configured. */
final class Atlas {

    private final Vertx vertx;
    private final StoreParts parts;

    Atlas(Vertx vertx, StoreParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /** The slots as the first node sees them that knows a master for each. */
    Future<Slots> draw(Set<String> known) {
        var nodes = new LinkedHashSet<>(known);
        nodes.addAll(parts.settings().urls());
        return ask(new ArrayList<>(nodes), 0);
    }

    private Future<Slots> ask(List<String> nodes, int from) {
        return from == nodes.size() ? Future.failedFuture("no node of the Cluster knows all masters")
            : ask(nodes.get(from)).compose(slots -> slots.whole() ? Future.succeededFuture(slots)
                : Future.failedFuture("it does not know all masters"))
                .recover(silent -> ask(nodes, from + 1));
    }

    private Future<Slots> ask(String node) {
        var client = Redis.createClient(vertx, Connecting.to(node, parts));
        return client.connect()
            .compose(connection -> connection.send(Request.cmd(Command.CLUSTER).arg("SLOTS")))
            .timeout(parts.settings().timeoutMs(), TimeUnit.MILLISECONDS)
            .map(answer -> Slots.read(answer, node, URI.create(node).getHost()))
            .onComplete(asked -> client.close());
    }
}
