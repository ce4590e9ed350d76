package dev.parley.transport;

/** Who is told what happens to a pipe, whatever it carries. All calls on the pipe's event loop. */
public interface PipeListener {

    /** So many bytes came, whatever they mean; before they are made sense of. */
    default void received(int bytes) {
    }

    /** Anything came, also what is no message. */
    void alive();

    /** The peer echoed a ping after so long. */
    default void measured(long nanos) {
    }

    /** The pipe is full even though all was written that could be. */
    void full();

    /** There is room again; never called from within what offers events to the pipe. */
    void drained();

    /** The peer leaves in order, for good: not because a page goes away or a network fails. */
    default void goodbye() {
    }
}
