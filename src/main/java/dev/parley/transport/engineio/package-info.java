/**
 * Engine.IO, protocol 4: a two-way pipe over long-polling and WebSocket, with an upgrade from the one to the
 * other and a heartbeat that the server drives. Knows nothing of what goes through it.
 */
package dev.parley.transport.engineio;
