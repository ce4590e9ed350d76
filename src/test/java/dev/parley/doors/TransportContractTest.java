package dev.parley.doors;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** Every door keeps the one contract, on real nodes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
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

    /** A door that carries the frames of the event-bus bridge. */
    private abstract static class BridgeDoor extends TransportContract {

        @Override
        Ground ground() {
            return ground;
        }

        @Override
        Client connect(int port, String token) {
            return new BridgeClient(ear -> pipe(port, token, ear));
        }

        abstract Pipe pipe(int port, String token, Pipe.Ear ear);
    }

    @Nested
    class RawWebSocket extends BridgeDoor {
        @Override
        Pipe pipe(int port, String token, Pipe.Ear ear) {
            return new WebSocketPipe(port, "/eventbus/websocket?token=" + token, false, ear);
        }
    }

    @Nested
    class SockJsWebSocket extends BridgeDoor {
        @Override
        Pipe pipe(int port, String token, Pipe.Ear ear) {
            return new WebSocketPipe(port, "/eventbus/000/" + Ground.fresh("s") + "/websocket?token=" + token,
                true, ear);
        }
    }

    @Nested
    class SockJsPolling extends BridgeDoor {
        @Override
        Pipe pipe(int port, String token, Pipe.Ear ear) {
            return new HttpPipe(port, HttpPipe.Kind.POLLING, token, ear);
        }
    }

    @Nested
    class SockJsStreaming extends BridgeDoor {
        @Override
        Pipe pipe(int port, String token, Pipe.Ear ear) {
            return new HttpPipe(port, HttpPipe.Kind.STREAMING, token, ear);
        }
    }

    @Nested
    class SockJsEventSource extends BridgeDoor {
        @Override
        Pipe pipe(int port, String token, Pipe.Ear ear) {
            return new HttpPipe(port, HttpPipe.Kind.EVENTSOURCE, token, ear);
        }
    }

    @Nested
    class ServerSentEvents extends TransportContract {
        @Override
        Ground ground() {
            return ground;
        }

        @Override
        Client connect(int port, String token) {
            return new EventClient(port, token, new BridgeClient(ear ->
                new WebSocketPipe(port, "/eventbus/websocket?token=" + token, false, ear)));
        }

        @Override
        Client goOn(Client former, int port, String token) {
            var client = (EventClient) connect(port, token);
            client.goOn((EventClient) former);
            return client;
        }
    }
}
