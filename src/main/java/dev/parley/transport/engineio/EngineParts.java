package dev.parley.transport.engineio;

import dev.parley.transport.socket.LineParts;

/** What the connections of one event loop share. */
record EngineParts(LineParts lines, EngineSettings settings, EngineApp app) {

    /** Milliseconds of a clock that never goes back. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
