package dev.parley.transport.eventbus;

/** The slots of this package's wire formats among those of the process. */
final class Formats {

    static final int RAW = 0;
    static final int SOCKJS_SOCKET = 1;
    static final int SOCKJS_POLLED = 2;

    private Formats() {
    }
}
