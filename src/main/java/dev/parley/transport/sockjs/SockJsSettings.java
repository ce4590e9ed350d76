package dev.parley.transport.sockjs;

import dev.parley.auth.Origins;

/**
 * How SockJS is served.
 *
 * @param prefix         the path below which it lives
 * @param clientScript   the address of the client library for the iframe, on this very server
 * @param streamBytesMax bytes of one streaming response before the client must ask for the next
 * @param heartbeatMs    silence after which a waiting response hears a heartbeat
 * @param disconnectMs   how long a session may be without a response to write to
 */
public record SockJsSettings(String prefix, String clientScript, Origins origins, int streamBytesMax,
                             int heartbeatMs, int disconnectMs) {
}
