/** Strict, cheap WebSockets: whole messages in, shared frames out, one flush per turn of the event loop. */
package dev.parley.transport.socket;
