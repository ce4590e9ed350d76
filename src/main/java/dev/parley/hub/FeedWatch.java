package dev.parley.hub;

/** What a feed tells its hub. */
interface FeedWatch {

    /** Somebody (or {@code Publication.EVERYBODY}) may have lost the right to read. */
    void rightsMoved(ChannelFeed feed, String subject);

    /** A bell came from a log that the feed does not know: only the log can say which one counts. */
    void strangeBell();

    /** Nobody subscribes any more. */
    void idle(ChannelFeed feed);

    /** Some wait for the channel's present state: it shall be told to them. */
    void awaitsState(ChannelFeed feed);

    /** The feed follows nothing any more. */
    void closed(ChannelFeed feed);
}
