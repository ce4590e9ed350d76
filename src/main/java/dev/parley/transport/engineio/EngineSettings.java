package dev.parley.transport.engineio;

import java.util.Objects;
import java.util.Optional;

/**
 * How Engine.IO is served.
 *
 * @param path             of all requests, with or without a slash at its end
 * @param pingIntervalMs   between the server's pings
 * @param pingTimeoutMs    silence after a ping that ends a connection
 * @param upgradeTimeoutMs how long a WebSocket may take from its probe to the upgrade
 * @param cookie           given to polling clients in their handshake, so that a load balancer can send
 *                         them to the same node again
 */
public record EngineSettings(String path, int pingIntervalMs, int pingTimeoutMs, int upgradeTimeoutMs,
                             Optional<Cookie> cookie) {

    public EngineSettings {
        Objects.requireNonNull(path);
        Objects.requireNonNull(cookie);
    }

    /**
     * A cookie that names this node.
     *
     * @param sameSite {@code Lax}, {@code Strict} or {@code None}, which browsers take over TLS only
     */
    public record Cookie(String name, String node, String sameSite) {

        /** The value of the header. */
        String header() {
            return name + "=" + node + "; Path=/; HttpOnly; SameSite=" + sameSite
                + (sameSite.equalsIgnoreCase("None") ? "; Secure" : "");
        }
    }
}
