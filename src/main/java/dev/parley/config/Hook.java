package dev.parley.config;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an application is told of what happens.
 *
 * @param name         of this hook, of no other
 * @param url          where it is told, {@code https:} or {@code http:}
 * @param secret       what its messages are signed with: a text, or {@code whsec_} and Base64
 * @param formerSecret signs too, while a secret is being changed
 * @param types        of events, with {@code *} for any characters
 * @param channels     likewise
 */
public record Hook(String name, URI url, String secret, Optional<String> formerSecret, List<String> types,
                   List<String> channels) {

    public Hook {
        Objects.requireNonNull(name);
        Objects.requireNonNull(url);
        Objects.requireNonNull(secret);
        Objects.requireNonNull(formerSecret);
        types = List.copyOf(types);
        channels = List.copyOf(channels);
    }

    /** Everything but the secrets; of the URL neither user nor query. */
    @Override
    public String toString() {
        return "Hook[name=" + name + ", host=" + url.getHost() + ", types=" + types + ", channels=" + channels
            + "]";
    }
}
