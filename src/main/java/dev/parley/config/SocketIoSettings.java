package dev.parley.config;

import java.util.List;
import java.util.Optional;

/**
 * What is particular to Socket.IO.
 *
 * @param namespaces     those that clients may enter
 * @param cookie         its name; names this node to a load balancer
 * @param cookieSameSite Lax, Strict or None
 */
public record SocketIoSettings(List<String> namespaces, Optional<String> cookie, String cookieSameSite) {
}
