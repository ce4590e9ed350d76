package dev.parley.transport.socket;

import dev.parley.config.SessionSettings;
import io.vertx.core.internal.ContextInternal;

/** What the lines of one event loop share. */
public record LineParts(ContextInternal context, SessionSettings settings, Flusher flusher,
                        FrameMeters meters) {
}
