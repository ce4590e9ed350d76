/**
 * Live state: the JSON object that a channel may carry. {@link dev.parley.live.state.StateClient} is the way
 * in; what ops do to it stands with the log (persistence), and subscribers get it from their hub.
 */
package dev.parley.live.state;
