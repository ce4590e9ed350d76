/**
 * Server-sent events (docs/protocol.md, "Server-sent events"): one request hears many channels, and the id of
 * each event holds the positions in all of them, so that any node can go on from there.
 */
package dev.parley.transport.sse;
