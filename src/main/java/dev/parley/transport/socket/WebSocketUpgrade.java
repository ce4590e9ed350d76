package dev.parley.transport.socket;

import dev.parley.transport.socket.Line.Listener;
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
    public void upgrade(HttpServerRequest request, Codec codec, Function<Line, Listener> listeners) {
        request.toWebSocket().onSuccess(socket -> {
            var channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
            var line = new WebSocketLine(parts, channel, codec);
            channel.pipeline().replace(VERTX, PLACE, line);
            line.open(listeners.apply(line));
        }).onFailure(cause -> LOG.debug("An upgrade failed", cause));
    }
}
