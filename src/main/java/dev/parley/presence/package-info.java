/**
 * Who is here: per session on its own node, told to all others, shown per user. Its core knows neither clocks
 * nor sockets; {@link dev.parley.presence.PresenceVerticle} gives it both.
 */
package dev.parley.presence;
