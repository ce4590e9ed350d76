package dev.parley.transport.sockjs;

import java.util.List;

/**
 * Messages that one request brought.
 *
 * @param bytes the size of all of them
 * @param taken called when they are taken, or dropped because the session is over; on the session's loop
 */
record Post(List<String> messages, int bytes, Runnable taken) {
}
