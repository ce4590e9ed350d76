package dev.parley.transport.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers that hold a browser to what the page is made of. Connections go to this node, to the
 * other ones of the cluster and to those that the address of the page names, and nowhere else.
 */
final class PageHeaders {

    private static final int NODES_MAX = 16;
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final Pattern NODE =
        Pattern.compile("(?:http(s?)://)?([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)/?");

    private PageHeaders() {
    }

    /**
     * Puts them.
     *
     * @param pictures sources of images, as a policy names them
     * @param nodes lists of addresses: the values of the query parameter {@code nodes}, and the cluster's
     */
    static void put(MultiMap headers, String pictures, List<String> nodes) {
        headers.set("Content-Security-Policy", policy(pictures, nodes))
            .set("X-Content-Type-Options", "nosniff")
            .set("X-Frame-Options", "DENY")
            .set("Referrer-Policy", "no-referrer")
            .set("Cross-Origin-Opener-Policy", "same-origin")
            .set("Cross-Origin-Resource-Policy", "same-origin")
            .set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }

    private static String policy(String pictures, List<String> nodes) {
        var connect = Stream.concat(Stream.of("'self'"), nodes.stream()
            .flatMap(SEPARATOR::splitAsStream).limit(NODES_MAX).flatMap(PageHeaders::sources));
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src " + pictures
            + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
            + "connect-src " + connect.distinct().collect(Collectors.joining(" "));
    }

    /** A node as sources of the policy; what is not plainly an address is left out. */
    private static Stream<String> sources(String node) {
        var parts = NODE.matcher(node);
        if (!parts.matches()) {
            return Stream.empty();
        }
        var host = parts.group(2);
        if (parts.group(1) == null) {
            return Stream.of("http://" + host, "ws://" + host, "https://" + host, "wss://" + host);
        }
        return Stream.of("http" + parts.group(1) + "://" + host, "ws" + parts.group(1) + "://" + host);
    }
}
