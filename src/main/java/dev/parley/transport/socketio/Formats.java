package dev.parley.transport.socketio;

/** The slots of this package's wire formats among those of the process. */
final class Formats {

    static final int SOCKET = 4;
    static final int POLLED = 5;

    private Formats() {
    }
}
