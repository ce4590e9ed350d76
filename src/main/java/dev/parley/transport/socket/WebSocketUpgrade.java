package dev.parley.transport.socket;

import dev.parley.transport.socket.Line.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a line of an upgrade request. */
public final class WebSocketUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);

    private static final String PLACE = "parley";
    private static final String VERTX = "handler";

    private final LineParts parts;

    public WebSocketUpgrade(LineParts parts) {
        this.parts = parts;
    }

    /**
     * Shakes hands and puts the line into the pipeline in the place of Vert.x's own handler, which would keep
     * queues, request and response of each connection: half of its memory. The request must be one of the
     * server itself, not one wrapped by a router.
     *
     * @param listeners who listens to the new line
     */
    public void upgrade(HttpServerRequest request, Codec codec,
                        Function<? super SocketLine, Listener> listeners) {
        request.toWebSocket().onSuccess(socket -> {
            var channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
            var line = new WebSocketLine(parts, channel, codec);
            channel.pipeline().replace(VERTX, PLACE, line);
            line.open(listeners.apply(line));
        }).onFailure(cause -> LOG.debug("An upgrade failed", cause));
    }

    /**
     * The same, but the connection moves to the event loop of a session that lives there already, and the
     * line is made there.
     *
     * @param home of the session; the listeners are asked on its loop
     */
    public void upgrade(HttpServerRequest request, LineParts home, Codec codec,
                        Function<? super SocketLine, Listener> listeners) {
        if (home.context().nettyEventLoop() == parts.context().nettyEventLoop()) {
            upgrade(request, codec, listeners);
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            var channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
            channel.config().setAutoRead(false);
            channel.pipeline().replace(VERTX, PLACE, new ChannelInboundHandlerAdapter());
            move(channel, home, () -> {
                var line = new WebSocketLine(home, channel, codec);
                channel.pipeline().replace(PLACE, PLACE, line);
                line.open(listeners.apply(line));
                channel.config().setAutoRead(true);
            });
        }).onFailure(cause -> LOG.debug("An upgrade failed", cause));
    }

    /** Nothing is read on the way, so that nothing can get lost. */
    private static void move(Channel channel, LineParts home, Runnable there) {
        channel.deregister().addListener(left -> home.context().nettyEventLoop().register(channel)
            .addListener(entered -> {
                if (entered.isSuccess()) {
                    home.context().runOnContext(go -> there.run());
                } else {
                    channel.close();
                }
            }));
    }
}
