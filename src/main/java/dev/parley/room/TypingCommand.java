package dev.parley.room;

/**
 * A command of {@code parley.typing}: the caller has begun to write in a room, or has stopped.
 *
 * @param on whether he writes
 */
record TypingCommand(String room, boolean on) {
}
