package dev.parley.presence;

/** What the sessions of this node tell its presence. */
sealed interface Told {

    /** Its user is known. */
    record Opened(Arrival arrival) implements Told {
    }

    /** It listens to a channel now. */
    record Subscribed(String session, String channel) implements Told {
    }

    /** It listens to a channel no more. */
    record Unsubscribed(String session, String channel) implements Told {
    }

    /** It is over; with {@code stays} it may be back in a moment. */
    record Closed(String session, boolean stays) implements Told {
    }
}
