package dev.parley.relay;

import dev.parley.protocol.Event;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Events of one moment from one node, in the order of their bells; told to every hub of the node at {@code
 * Addresses.HUBS}. Shared by the hubs: immutable.
 */
public record Batch(Contents contents) {

    public Batch {
        Objects.requireNonNull(contents);
    }

    /** A batch of events that are at hand. */
    public static Batch of(List<? extends Event> events) {
        return new Batch(new Given(List.copyOf(events)));
    }

    /**
     * Gives the events of the wanted channels, in order; what is not wanted is passed over without being
     * decoded. {@code wanted} may be asked once per event or once per channel, before any event is given.
     */
    public void forEach(Predicate<String> wanted, Consumer<Event> sink) {
        contents.forEach(wanted, sink);
    }

    /** Whether it has events of such a channel; none is decoded. */
    public boolean touches(Predicate<String> wanted) {
        return contents.touches(wanted);
    }

    /** Where the events are. */
    public sealed interface Contents permits Given, Encoded {

        /** As {@link Batch#touches}. */
        boolean touches(Predicate<String> wanted);

        /** As {@link Batch#forEach}. */
        void forEach(Predicate<String> wanted, Consumer<Event> sink);
    }

    /** Events by reference, from this node. */
    record Given(List<Event> events) implements Contents {

        @Override
        public boolean touches(Predicate<String> wanted) {
            for (var event : events) {
                if (wanted.test(event.channel())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void forEach(Predicate<String> wanted, Consumer<Event> sink) {
            for (var event : events) {
                if (wanted.test(event.channel())) {
                    sink.accept(event);
                }
            }
        }
    }
}
