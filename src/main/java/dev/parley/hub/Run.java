package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import java.util.ArrayList;
import java.util.List;

/**
 * Publications of one batch that follow one another in one channel, gathered so that each subscriber gets
 * them with one write: what a delivery costs is mostly the write. Those that change rights or withdraw
 * others go alone.
 */
final class Run {

    /** More bytes are not offered at once: they could overfill a pipe that had room. */
    private static final int BYTES_MAX = 32 * 1024;

    private List<Publication> publications = new ArrayList<>();
    private ChannelFeed feed;
    private int bytes;

    /** Adds the event if it goes on where the run stands; false when the run must pass first, or never. */
    boolean takes(ChannelFeed to, Event event) {
        if (!(event instanceof Publication publication) || !publication.subject().isEmpty()
            || !publication.blanks().isEmpty() || bytes + publication.json().length() > BYTES_MAX) {
            return false;
        }
        if (publications.isEmpty()) {
            feed = to;
        } else if (feed != to || !continues(publications.getLast(), publication)) {
            return false;
        }
        publications.add(publication);
        bytes += publication.json().length();
        return true;
    }

    /** Hands on what was gathered. */
    void pass() {
        if (publications.isEmpty()) {
            return;
        }
        var run = publications;
        publications = new ArrayList<>();
        bytes = 0;
        feed.hear(run);
    }

    private static boolean continues(Publication last, Publication next) {
        return next.seq() == last.seq() + 1 && next.epoch().equals(last.epoch());
    }
}
