package dev.parley.clients;

import dev.parley.embedded.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A way to one node, and after a cut to another, for clients that only know one address. */
final class Detour implements AutoCloseable {

    final String url;
    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> open = new CopyOnWriteArrayList<>();
    private volatile URI node;

    Detour(String node) {
        this.node = URI.create(node);
        var port = FreePorts.next();
        url = "http://127.0.0.1:" + port;
        vertx.createNetServer().connectHandler(this::join).listen(port, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void join(NetSocket client) {
        client.pause();
        open.add(client);
        vertx.createNetClient().connect(node.getPort(), node.getHost()).onSuccess(server -> {
            client.handler(server::write);
            server.handler(client::write);
            client.closeHandler(gone -> server.close());
            server.closeHandler(gone -> client.close());
            client.resume();
        }).onFailure(absent -> client.close());
    }

    /** Breaks all connections; the next ones lead to this node. */
    void cut(String next) {
        node = URI.create(next);
        open.forEach(NetSocket::close);
        open.clear();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
