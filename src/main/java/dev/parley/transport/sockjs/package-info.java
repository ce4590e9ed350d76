/**
 * A SockJS server (sockjs-protocol 0.3): WebSocket, and the fall-backs over plain HTTP for who cannot have
 * one. Connections are kept alive, and a session stays on the event loop that it began on.
 */
package dev.parley.transport.sockjs;
