package dev.parley.transport;

import io.netty.channel.ChannelFutureListener;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * The open connections of one socket verticle, upgraded ones included. Beyond the bound they are answered
 * with 503; beyond twice the bound they are not even read.
 */
final class Connections {

    private final int most;
    private int open;

    /** @param most of this verticle */
    Connections(int most) {
        this.most = most;
    }

    void opened(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        open++;
        channel.closeFuture().addListener((ChannelFutureListener) closed -> open--);
        if (open > 2L * most) {
            channel.close();
        }
    }

    boolean tooMany() {
        return open > most;
    }
}
