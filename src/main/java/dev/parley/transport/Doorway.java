package dev.parley.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The TCP port that all socket verticles of a node share. Where any free one is wanted, the first verticle
 * finds it, and the others wait for that.
 */
public final class Doorway {

    private final int wanted;
    private final Promise<Integer> bound = Promise.promise();

    /** @param wanted 0 = any free one */
    public Doorway(int wanted) {
        this.wanted = wanted;
    }

    /** The port in use; waits for the first verticle. */
    public Future<Integer> port() {
        return bound.future();
    }

    /** What verticle {@code number} shall listen on. */
    Future<Integer> portFor(int number) {
        return wanted != 0 || number == 0 ? Future.succeededFuture(wanted) : port();
    }

    void bound(int port) {
        bound.tryComplete(port);
    }

    void failed(Throwable cause) {
        bound.tryFail(cause);
    }
}
