package dev.parley.config;

import java.util.List;

/**
 * Where clients come in.
 *
 * @param host address to listen on
 * @param port TCP port; 0 = any free one
 * @param publicUrl how clients reach this node from outside, such as {@code http://localhost:8080}; told
 *     to moving sessions
 * @param origins the browser origins that may connect; {@code *} = any
 * @param backlog connections waiting to be accepted
 * @param connectionsMax connections at most on this node; more are refused with 503
 * @param acceptsPerSecond handshakes that this node takes, of all clients together
 * @param acceptsBurst handshakes that may come at once
 * @param trustedProxies addresses or CIDR ranges of proxies whose word on the client's address counts
 * @param forwardedHeader the header in which they say it: {@code X-Forwarded-For} or {@code Forwarded}
 * @param drainMs on exit, clients are told to move over this long, at least
 * @param drainMsMax the longest that may become so that the other nodes can take them all
 */
public record HttpSettings(String host, int port, String publicUrl, List<String> origins, int backlog,
                           int connectionsMax, int acceptsPerSecond, int acceptsBurst,
                           List<String> trustedProxies, String forwardedHeader, int drainMs,
                           int drainMsMax) {

    /** The same on a port, and, where no public URL is given, reached by that scheme and name. */
    public HttpSettings on(int chosenPort, String scheme, String name) {
        var url = publicUrl.isEmpty() ? scheme + "://" + name + ":" + chosenPort : publicUrl;
        return new HttpSettings(host, chosenPort, url, origins, backlog, connectionsMax, acceptsPerSecond,
            acceptsBurst, trustedProxies, forwardedHeader, drainMs, drainMsMax);
    }
}
