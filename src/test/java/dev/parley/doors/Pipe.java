package dev.parley.doors;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A connection that carries the frames of the event-bus bridge as texts. */
interface Pipe {

    void send(String text);

    void pause(boolean paused);

    void cut();

    /** Who hears what comes, in order, from any thread. */
    record Ear(Consumer<String> message, IntConsumer ended) {
    }
}
