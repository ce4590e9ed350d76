package dev.parley.bench;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import dev.parley.console.Console;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/**
 * A client that publishes to a live channel, one event after the other, each with an id of its own: as soon
 * as one is acknowledged it sends the next. Lives on its connection's loop.
 */
final class Publisher implements Ears {

    private static final byte REFUSED = 'e';
    /** Where the word begins that tells an answer from a refusal: {@code {"type":"rec"}. */
    private static final int TYPE = "{\"type\":\"".length();

    private final String before;
    private final String after;
    private final String name;
    private final LongAdder acknowledged;
    private final LongAdder refused;
    private Connection<Publisher> connection;
    private long sent;
    private volatile boolean stopped;

    /**
     * @param name what its ids begin with
     * @param size characters of the data
     */
    Publisher(String channel, String name, int size, LongAdder acknowledged, LongAdder refused) {
        this.before = "{\"type\":\"send\",\"address\":\"parley.live\",\"headers\":{\"action\":\"publish\"},"
            + "\"replyAddress\":\"r\",\"body\":{\"channel\":\"" + channel + "\",\"id\":\"";
        this.after = "\",\"data\":\"" + "x".repeat(Math.max(0, size - 2)) + "\"}}";
        this.name = name;
        this.acknowledged = acknowledged;
        this.refused = refused;
    }

    void start(Connection<Publisher> over) {
        over.execute(() -> {
            connection = over;
            next();
        });
    }

    void stop() {
        stopped = true;
    }

    private void next() {
        if (!stopped) {
            connection.send(before + name + "-" + sent++ + after);
        }
    }

    @Override
    public void message(ByteBuf frame, int start, int length) {
        if (frame.getByte(start + TYPE) == REFUSED) {
            refused.increment();
            if (refused.sum() == 1) {
                Console.aside("refused: " + frame.toString(start, length, StandardCharsets.UTF_8));
            }
        } else {
            acknowledged.increment();
        }
        next();
    }

    @Override
    public void closed(boolean wasOpen, int code) {
        if (!stopped) {
            refused.increment();
        }
    }
}
