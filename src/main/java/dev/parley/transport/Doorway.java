package dev.parley.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/**
 * The TCP port that all socket verticles of a node share. Vert.x shares a port only when it has a number,
 * so that any free one is looked for beforehand.
 */
public final class Doorway {

    private final int number;
    private final Promise<Integer> open = Promise.promise();

    /** Blocks for a moment where a free port is wanted, which is 0. */
    public Doorway(int wanted) {
        number = wanted != 0 ? wanted : free();
    }

    /** The port, as soon as somebody listens there. */
    public Future<Integer> port() {
        return open.future();
    }

    /** Its number, wanted or found. */
    public int number() {
        return number;
    }

    void opened() {
        open.tryComplete(number);
    }

    private static int free() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
