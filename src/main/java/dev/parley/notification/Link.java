package dev.parley.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a notification may lead: it will stand behind something that people click. */
final class Link {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Link() {
    }

    /** Whether it is an absolute http or https URL, or a path of the application's own: {@code /orders/7}. */
    static boolean safe(String text) {
        try {
            var url = new URI(text);
            return url.getScheme() == null
                ? url.getRawAuthority() == null && text.startsWith("/")
                : SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT)) && url.getRawAuthority() != null;
        } catch (URISyntaxException notUrl) {
            return false;
        }
    }
}
