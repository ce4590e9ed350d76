package dev.parley.gateway;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Takes what comes in, in the name of the application itself. Callable on any context; what one context gives
 * for one channel keeps its order.
 */
public interface Reception {

    /**
     * Publishes {@code {channel, data, id?, type?}}; a given id that is known there already is not published
     * again. Fails with {@code RefusedException} as the command {@code parley.live publish} does.
     */
    Future<?> publish(JsonObject wish);

    /** Whether the channel keeps what is published, so that it can tell what comes twice. */
    boolean keeps(String channel);
}
