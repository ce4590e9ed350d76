package dev.parley.persistence;

import dev.parley.embedded.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a node and its PostgreSQL, to be cut at the worst moment. */
final class Wire implements AutoCloseable {

    /** What happens to the next statement that holds the given text. */
    enum Cut { NONE, BEFORE_IT_ARRIVES, AFTER_ITS_COMMIT }

    private final Vertx vertx;
    private final NetClient client;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<NetSocket> silenced = ConcurrentHashMap.newKeySet();
    private final int port = FreePorts.next();
    private NetServer server;
    private volatile int target;
    private volatile Cut cut = Cut.NONE;
    private volatile String marker = "";
    private volatile boolean mute;

    Wire(Vertx vertx, int target) throws Exception {
        this.vertx = vertx;
        this.client = vertx.createNetClient();
        this.target = target;
        connect();
    }

    int port() {
        return port;
    }

    /** Cuts one connection at the next statement in which the text occurs. */
    void cutAt(Cut moment, String text) {
        marker = text;
        cut = moment;
    }

    /** Whether whatever is sent is swallowed; a connection that was mute once stays so. */
    void mute(boolean now) {
        mute = now;
    }

    /** Ends all connections and lets none through. */
    void disconnect() throws Exception {
        Sql.await(server.close());
        sockets.forEach(NetSocket::close);
    }

    /** Lets connections through again: a closed server may hold its port until its event loop turns again. */
    void connect() throws Exception {
        server = Await.until(() -> Sql.await(
            vertx.createNetServer().connectHandler(this::join).listen(port, "127.0.0.1")));
    }

    /** From now on the wire leads to another server. */
    void leadTo(int other) throws Exception {
        disconnect();
        target = other;
        connect();
    }

    private void join(NetSocket near) {
        near.pause();
        sockets.add(near);
        client.connect(target, "127.0.0.1").onComplete(connected -> {
            if (connected.failed()) {
                near.close();
                return;
            }
            var far = connected.result();
            sockets.add(far);
            near.closeHandler(gone -> end(near, far));
            far.closeHandler(gone -> end(near, far));
            near.handler(bytes -> down(near, far, bytes));
            far.handler(bytes -> {
                if (!muted(near)) {
                    near.write(bytes);
                }
            });
            near.resume();
        });
    }

    private void down(NetSocket near, NetSocket far, Buffer bytes) {
        var hit = cut != Cut.NONE && bytes.toString("ISO-8859-1").contains(marker);
        if (hit && cut == Cut.BEFORE_IT_ARRIVES) {
            cut = Cut.NONE;
            near.close();
            return;
        }
        if (hit) {
            cut = Cut.NONE;
            far.handler(answer -> near.close());
        }
        if (!muted(near)) {
            far.write(bytes);
        }
    }

    private boolean muted(NetSocket near) {
        return mute && silenced.add(near) || silenced.contains(near);
    }

    private void end(NetSocket near, NetSocket far) {
        sockets.remove(near);
        sockets.remove(far);
        near.close();
        far.close();
    }

    @Override
    public void close() throws Exception {
        disconnect();
        Future<?> closed = client.close();
        Sql.await(closed);
    }
}
