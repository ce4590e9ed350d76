/**
 * Socket.IO, protocol 5, above Engine.IO: namespaces, events with acknowledgements and attachments; and above
 * that the server's commands and channels in its words (docs/protocol.md, "Socket.IO").
 */
package dev.parley.transport.socketio;
