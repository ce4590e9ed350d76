package dev.parley.doors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * Every door keeps the one contract, on real nodes. Of server-sent events it asks that commands go by another
 * door, and that an id alone is enough to go on.
 */
class TransportContractTest {

    private static Ground ground;

    @BeforeAll
    static void open() {
        ground = new Ground();
    }

    @AfterAll
    static void leavesNothingBehindAndCloses() {
        try (var last = ground) {
            Ground.until(() -> Ground.sessions(last.here()) == 0);
        }
    }

    /** The contract on the ground that all doors share. */
    private abstract static class Door extends TransportContract {

        Door(ClientDoor door) {
            super(door);
        }

        @Override
        Ground ground() {
            return ground;
        }
    }

    @Nested
    class RawWebSocket extends Door {
        RawWebSocket() {
            super(ClientDoor.WEBSOCKET);
        }
    }

    @Nested
    class SockJsWebSocket extends Door {
        SockJsWebSocket() {
            super(ClientDoor.SOCKJS_WEBSOCKET);
        }
    }

    @Nested
    class SockJsPolling extends Door {
        SockJsPolling() {
            super(ClientDoor.SOCKJS_POLLING);
        }
    }

    @Nested
    class SockJsStreaming extends Door {
        SockJsStreaming() {
            super(ClientDoor.SOCKJS_STREAMING);
        }
    }

    @Nested
    class SockJsEventSource extends Door {
        SockJsEventSource() {
            super(ClientDoor.SOCKJS_EVENTSOURCE);
        }
    }

    @Nested
    class SocketIoPolling extends Door {
        SocketIoPolling() {
            super(ClientDoor.SOCKETIO_POLLING);
        }
    }

    @Nested
    class SocketIoWebSocket extends Door {
        SocketIoWebSocket() {
            super(ClientDoor.SOCKETIO_WEBSOCKET);
        }
    }

    @Nested
    class SocketIoUpgraded extends Door {
        SocketIoUpgraded() {
            super(ClientDoor.SOCKETIO_UPGRADED);
        }
    }

    @Nested
    class ServerSentEvents extends Door {
        ServerSentEvents() {
            super(ClientDoor.SERVER_SENT_EVENTS);
        }
    }
}
