package dev.parley.auth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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
        return allow(origin, host, false);
    }

    /** @param secure whether this server itself is reached by TLS: no page that came without is its own */
    public boolean allow(Optional<String> origin, Optional<String> host, boolean secure) {
        return origin.isEmpty() || allowed.contains("*")
            || allowed.stream().anyMatch(one -> one.equalsIgnoreCase(origin.get()))
            || host.isPresent() && (!secure || origin.get().startsWith("https:"))
            && authority(origin.get()).equals(host.map(Origins::lower));
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).map(Origins::lower);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
