package dev.parley.gateway;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import dev.parley.redis.Store;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes events to the stream {@code parley:out}, and says them once on {@code parley:out:<channel>} to
 * whoever happens to listen. Lives on one context.
 */
final class Printer {

    private final GatewayParts parts;
    private final Store store;
    private final Counter written;

    Printer(GatewayParts parts, Store store) {
        this.parts = parts;
        this.store = store;
        this.written = Counter.builder("parley_out_written")
            .description("Events written to parley:out").register(parts.meters());
    }

    boolean ready() {
        return store.up();
    }

    /** Writes events of one channel, all or none, in their order. */
    Future<Void> write(String channel, String epoch, List<? extends Event> events) {
        var arguments = new ArrayList<String>(3 + 3 * events.size());
        arguments.addAll(List.of(Integer.toString(parts.settings().outMax()), channel, epoch));
        for (var event : events) {
            arguments.addAll(List.of(switch (event) {
                case Publication publication -> Long.toString(publication.seq());
                case Signal signal -> "";
            }, event.type(), text(event)));
        }
        return store.run(Scripts.OUT, List.of(parts.named("out")), arguments).map(last -> {
            written.increment(events.size());
            events.forEach(event -> say(channel, text(event)));
            return null;
        });
    }

    /** Events that were trimmed before they could be written: whoever reads the stream shall know. */
    Future<Void> confess(String channel, String epoch, long upTo) {
        return store.run(Scripts.OUT, List.of(parts.named("out")), List.of(
            Integer.toString(parts.settings().outMax()), channel, epoch, Long.toString(upTo), "missed",
            "{\"seq\":" + upTo + ",\"type\":\"missed\",\"data\":{}}")).mapEmpty();
    }

    private void say(String channel, String event) {
        var topic = parts.named("out:") + channel;
        store.send(topic, Request.cmd(Command.PUBLISH).arg(topic).arg(event)).otherwiseEmpty();
    }

    private static String text(Event event) {
        return event.json().toString(StandardCharsets.UTF_8);
    }
}
