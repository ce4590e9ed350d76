package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one batch that follow one another in one channel, gathered so that each subscriber gets them with
 * one write: what a delivery costs is mostly the write. Publications that change rights or withdraw others go
 * alone, and so do signals that state something lasting.
 */
final class Run {

    /** More bytes are not offered at once: they could overfill a pipe that had room. */
    private static final int BYTES_MAX = 32 * 1024;

    private List<Publication> publications = new ArrayList<>();
    private List<Signal> signals = new ArrayList<>();
    private ChannelFeed feed;
    private int bytes;

    /** Adds the event if it goes on where the run stands; false when the run must pass first, or never. */
    boolean takes(ChannelFeed to, Event event) {
        boolean first = publications.isEmpty() && signals.isEmpty();
        if (bytes + event.json().length() > BYTES_MAX || !first && feed != to || !takes(event)) {
            return false;
        }
        feed = to;
        bytes += event.json().length();
        return true;
    }

    private boolean takes(Event event) {
        return switch (event) {
            case Publication publication -> publication.subject().isEmpty() && publication.blanks().isEmpty()
                && signals.isEmpty() && (publications.isEmpty()
                || continues(publications.getLast(), publication)) && publications.add(publication);
            case Signal signal -> signal.key().isEmpty() && publications.isEmpty() && signals.add(signal);
        };
    }

    /** Hands on what was gathered. */
    void pass() {
        bytes = 0;
        if (!publications.isEmpty()) {
            var run = publications;
            publications = new ArrayList<>();
            feed.hear(run);
        } else if (!signals.isEmpty()) {
            var run = signals;
            signals = new ArrayList<>();
            feed.audience.signals(run, feed.head());
        }
    }

    private static boolean continues(Publication last, Publication next) {
        return next.seq() == last.seq() + 1 && next.epoch().equals(last.epoch());
    }
}
