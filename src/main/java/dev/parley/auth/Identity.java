package dev.parley.auth;

import dev.parley.protocol.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a verified token speaks of (docs/protocol.md, "Identity").
 *
 * @param user      the claim {@code sub}, a valid id
 * @param name      the claim {@code name}; the user id when the token has none
 * @param roles     the claim {@code roles}, such as {@code admin}; empty when absent
 * @param channels  the claim {@code channels}: patterns with {@code *} of the channels that namespaces
 *                  open to tokens; empty when absent
 * @param expiresAt the claim {@code exp}
 * @param tokenId   the claim {@code jti}
 * @param issuedAt  the claim {@code iat}
 */
public record Identity(String user, String name, Set<String> roles, List<String> channels, Instant expiresAt,
                       Optional<String> tokenId, Optional<Instant> issuedAt) {

    public Identity {
        if (!Ids.valid(user)) {
            throw new IllegalArgumentException("not a user id");
        }
        Objects.requireNonNull(name);
        Objects.requireNonNull(expiresAt);
        Objects.requireNonNull(tokenId);
        Objects.requireNonNull(issuedAt);
        roles = Set.copyOf(roles);
        channels = List.copyOf(channels);
    }

    /** Of a token that does not say when it was issued. */
    public Identity(String user, String name, Set<String> roles, List<String> channels, Instant expiresAt,
                    Optional<String> tokenId) {
        this(user, name, roles, channels, expiresAt, tokenId, Optional.empty());
    }
}
