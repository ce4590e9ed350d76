package dev.parley.transport.engineio;

import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The WebSocket that is about to take over a polled connection: one at a time, and not for ever. */
final class Takeover {

    private final EngineParts parts;
    private Optional<SocketPipe> socket = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();

    Takeover(EngineParts parts) {
        this.parts = parts;
    }

    boolean underWay() {
        return socket.isPresent();
    }

    boolean by(SocketPipe one) {
        return socket.filter(one::equals).isPresent();
    }

    void begin(SocketPipe one) {
        socket = Optional.of(one);
        timer = Optional.of(parts.lines().context().nettyEventLoop().schedule(
            () -> parts.lines().context().dispatch(one::unwanted),
            parts.settings().upgradeTimeoutMs(), TimeUnit.MILLISECONDS));
    }

    /** It has taken over, or never will. */
    void end() {
        socket = Optional.empty();
        timer.ifPresent(running -> running.cancel(false));
        timer = Optional.empty();
    }

    /** The connection is over before. */
    void giveUp() {
        socket.ifPresent(SocketPipe::unwanted);
        end();
    }
}
