package dev.parley.transport.sockjs;

import java.util.List;
import java.util.function.Consumer;

/**
 * Messages that one request brought.
 *
 * @param bytes the size of all of them
 * @param taken called when they are taken, or false when the session is over; on the session's loop
 */
record Post(List<String> messages, int bytes, Consumer<Boolean> taken) {
}
