package dev.parley.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports for processes that start a moment later. They lie below those that systems give to outgoing
 * connections, so that none of these takes one in the meantime.
 */
public final class FreePorts {

    private static final int FIRST = 15_000;
    private static final int LAST = 31_000;
    private static final int TRIES = 1_000;

    private FreePorts() {
    }

    /** A port of the loopback address on which nothing listens. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new CannotStartException("There is no free port from " + FIRST + " to " + LAST + ".");
    }
}
