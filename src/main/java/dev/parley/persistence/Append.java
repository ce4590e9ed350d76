package dev.parley.persistence;

/**
 * A wish to write to a channel. Appends of one channel are carried out and answered in the order in
 * which one context asks for them. Each can be carried out twice with the effect of once: that is what
 * happens when a connection is lost before the answer.
 */
public sealed interface Append extends Question permits PostMessage, LiveDraft, ChangeState, Change {

    /** The channel whose order it takes part in. */
    String channel();
}
