package dev.parley.presence;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a node's presence shows of itself. */
final class PresenceMeters {

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    PresenceMeters(MeterRegistry registry, Presence presence, Outlets outlets) {
        this.registry = registry;
        gauge("parley_presence_sessions", "Sessions of this node that are told to the others", presence,
            all -> all.gossip().own().entries.size());
        gauge("parley_presence_users", "Users of all nodes with a session", presence,
            all -> all.view().people());
        gauge("parley_presence_channels", "Channels that somebody of any node is in", presence,
            all -> all.view().crowds());
        gauge("parley_presence_watched", "Channels whose presence somebody of this node watches", presence,
            all -> all.watches().size());
        counter("parley_presence_changes", "Changes told to watchers, per channel", outlets,
            Outlets::changes);
        counter("parley_presence_states", "States told to newcomers and to those who were slow", outlets,
            Outlets::states);
        counter("parley_presence_mended", "Times that something another node had said was missing", presence,
            all -> all.gossip().mended());
        counter("parley_presence_messages_out", "Messages to other nodes", outlets, Outlets::sent);
        counter("parley_presence_bytes_out", "Bytes to other nodes", outlets, Outlets::sentBytes);
        counter("parley_presence_messages_in", "Messages from other nodes", outlets, Outlets::heard);
        counter("parley_presence_bytes_in", "Bytes from other nodes", outlets, Outlets::heardBytes);
        counter("parley_presence_unreadable", "Messages that could not be read", outlets,
            Outlets::unreadables);
    }

    void close() {
        meters.forEach(registry::remove);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(name, of, value).description(description).register(registry));
    }

    private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
        meters.add(FunctionCounter.builder(name, of, value).description(description).register(registry));
    }
}
