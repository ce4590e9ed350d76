package dev.parley.limit;

import dev.parley.config.Network;
import io.vertx.core.MultiMap;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a request is from: the peer of its connection, or, when that is a trusted proxy, whom the proxy names.
 * The list of a chain of proxies is read from its end, and only as far as each name is vouched for by a
 * trusted one (RFC 7239; X-Forwarded-For likewise).
 */
final class ClientAddress {

    private static final int HOPS_MAX = 32;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> trusted;
    private final String header;
    private final boolean standard;

    ClientAddress(List<String> trustedProxies, String header) {
        this.trusted = trustedProxies.stream().map(Network::parse).flatMap(Optional::stream).toList();
        this.header = header;
        this.standard = header.toLowerCase(Locale.ROOT).equals("forwarded");
    }

    boolean isProxy(InetAddress peer) {
        return trusted.stream().anyMatch(network -> network.contains(peer));
    }

    /** Whom a trusted peer speaks for; the peer itself when it does not say. */
    InetAddress of(InetAddress peer, MultiMap headers) {
        var hops = headers.getAll(header).stream().flatMap(line -> Arrays.stream(line.split(","))).toList();
        var client = peer;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - HOPS_MAX) && isProxy(client); i--) {
            var hop = address(standard ? named(hops.get(i)) : hops.get(i));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    /**
     * What an address is counted by. One host of IPv6 has a whole network of addresses, so that the network
     * counts.
     */
    static String key(InetAddress address) {
        return address instanceof Inet6Address
            ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_NETWORK_BYTES) + "/64"
            : address.getHostAddress();
    }

    /** The value of {@code for=} in one element of a Forwarded header; empty when there is none. */
    private static String named(String element) {
        for (var pair : element.split(";")) {
            var text = pair.strip();
            if (text.regionMatches(true, 0, "for=", 0, 4)) {
                return text.substring(4).replace("\"", "");
            }
        }
        return "";
    }

    /** With or without a port, IPv6 with or without brackets. */
    private static Optional<InetAddress> address(String hop) {
        var text = hop.strip();
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            return end < 0 ? Optional.empty() : Network.address(text.substring(1, end));
        }
        var colon = text.indexOf(':');
        var port = colon >= 0 && colon == text.lastIndexOf(':');
        return Network.address(port ? text.substring(0, colon) : text);
    }
}
