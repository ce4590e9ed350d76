/** The event-bus bridge (docs/protocol.md, "Event-bus bridge"): its frames over raw WebSockets and SockJS. */
package dev.parley.transport.eventbus;
