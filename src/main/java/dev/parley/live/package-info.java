/**
 * Live channels: the application's own events. Which there are, who may listen and publish, what keeps them,
 * and the way in for whoever publishes. {@link dev.parley.live.Namespaces} says what is declared, {@link
 * dev.parley.live.LiveRights} who may do what, {@link dev.parley.live.Publisher} is the way in.
 */
package dev.parley.live;
