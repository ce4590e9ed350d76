package dev.parley.auth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The browser origins that may use this server. What is not a browser sends no origin and may; a page that
 * this very server delivered may always.
 *
 * @param allowed such as {@code https://app.example.org}; {@code *} = any
 */
public record Origins(List<String> allowed) {

    public Origins {
        allowed = List.copyOf(allowed);
    }

    /**
     * @param origin the header {@code Origin}
     * @param host   the header {@code Host}
     */
    public boolean allow(Optional<String> origin, Optional<String> host) {
        return origin.isEmpty() || allowed.contains("*")
            || allowed.stream().anyMatch(one -> one.equalsIgnoreCase(origin.get()))
            || host.isPresent() && authority(origin.get()).equals(host.map(String::toLowerCase));
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).map(String::toLowerCase);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
