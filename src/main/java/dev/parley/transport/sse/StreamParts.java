package dev.parley.transport.sse;

import dev.parley.config.EventsSettings;
import dev.parley.session.Sessions;
import dev.parley.transport.socket.LineParts;
import java.util.random.RandomGenerator;

/** What the streams of one event loop share. */
record StreamParts(LineParts lines, Sessions sessions, EventsSettings settings, RandomGenerator random) {

    /** How long a client shall wait before it comes back: spread, so that not all come at once. */
    long retryMs() {
        return settings.retryMs() / 2 + random.nextInt(settings.retryMs() + 1);
    }
}
