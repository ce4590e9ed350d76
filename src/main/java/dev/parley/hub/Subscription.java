package dev.parley.hub;

/**
 * A granted subscription that waits for its answer to be written: nothing is offered before {@link
 * #start()}.
 */
public interface Subscription {

    String channel();

    Subscribed answer();

    /** The seq after which publications follow: the head's, or an earlier one where some are replayed. */
    long from();

    /**
     * Lets the missed and then the live events flow. Once; a second call, or one after the end, does
     * nothing.
     */
    void start();
}
