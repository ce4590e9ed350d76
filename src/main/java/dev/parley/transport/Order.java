package dev.parley.transport;

/** What a socket verticle is told when its node goes to rest: first {@link Shut}, then {@link Drain}. */
public sealed interface Order permits Shut, Drain {
}
