package dev.parley.transport.engineio;

import dev.parley.session.Closing;
import dev.parley.transport.Visit;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Says back whatever it is told. What begins with {@code close:} closes with that code. */
public final class EchoApp implements EngineApp {

    /** The ends of connections: {@code goodbye} before {@code closed}, or {@code silent}. */
    public final Deque<String> ends = new ConcurrentLinkedDeque<>();

    @Override
    public EngineConnection.Listener open(EngineConnection connection, Visit visit) {
        return new Echo(connection, ends);
    }

    /** One connection. */
    private static final class Echo implements EngineConnection.Listener {

        private final EngineConnection connection;
        private final Deque<String> ends;

        Echo(EngineConnection connection, Deque<String> ends) {
            this.connection = connection;
            this.ends = ends;
        }

        @Override
        public void alive() {
        }

        @Override
        public void goodbye() {
            ends.add("goodbye");
        }

        @Override
        public void message(String text) {
            if (text.startsWith("close:")) {
                connection.close(new Closing(Integer.parseInt(text.substring(6)), "As told."));
            } else {
                connection.send(text);
            }
        }

        @Override
        public void binary(byte[] bytes) {
            connection.send(bytes);
        }

        @Override
        public void full() {
            connection.reading(false);
        }

        @Override
        public void drained() {
            connection.reading(true);
        }

        @Override
        public void closed(boolean silent) {
            ends.add(silent ? "silent" : "closed");
        }
    }
}
