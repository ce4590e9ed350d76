package dev.parley.transport;

import dev.parley.hub.Hub;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Makes the hub of each socket verticle, on that verticle's context. */
public interface HubSource {

    Opened open(int number);

    /** A hub, and how to end it. */
    record Opened(Hub hub, Supplier<Future<Void>> close) {
    }
}
