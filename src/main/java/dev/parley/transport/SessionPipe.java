package dev.parley.transport;

import dev.parley.session.Session;
import dev.parley.session.Transport;

/** A pipe that stands for one session, which is told all that happens to it. */
public interface SessionPipe extends Transport, PipeListener {

    /** Whose pipe it is. */
    Session session();

    @Override
    default void received(int bytes) {
        session().received(bytes);
    }

    @Override
    default void alive() {
        session().alive();
    }

    @Override
    default void measured(long nanos) {
        session().measured(nanos);
    }

    @Override
    default void full() {
        session().full();
    }

    @Override
    default void drained() {
        session().drained();
    }

    @Override
    default void goodbye() {
        session().goodbye();
    }
}
