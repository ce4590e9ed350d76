package dev.parley.transport.sockjs;

import io.vertx.core.Context;
import io.vertx.core.shareddata.Shareable;
import java.util.function.Consumer;

/** Where a polled session lives. Other loops may know it, and only send it messages. */
record Lodging(Context loop, PolledLine line) implements Shareable {

    /** Does something with the line on its own loop. */
    void with(Consumer<PolledLine> task) {
        loop.runOnContext(go -> task.accept(line));
    }
}
