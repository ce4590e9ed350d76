package dev.parley.persistence;

/** A wish to read what is kept beside the log: rooms, members, messages as they are now. */
public sealed interface Query extends Question permits Ask {

    /** Spreads the work: questions of one key are served by one instance. */
    String key();
}
