package dev.parley.protocol;

import io.vertx.core.buffer.Buffer;

/** What subscribers of a channel are told: a numbered {@link Publication} or a passing {@link Signal}. */
public sealed interface Event permits Publication, Signal {

    String channel();

    /** The type on the wire, such as {@code message.posted}. */
    String type();

    /** The whole event as JSON text in UTF-8, as every transport shows it. Shared: never change it. */
    Buffer json();
}
