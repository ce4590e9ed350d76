package dev.parley.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * The word that tokens are believed no longer, though they have not expired.
 *
 * @param kind    what {@code subject} names
 * @param subject a user id, or the claim {@code jti} of one token
 * @param at      of a user: tokens issued until then are refused, later ones are believed
 * @param until   when it may be forgotten, because what it refuses has expired
 */
public record Revocation(Kind kind, String subject, Instant at, Instant until) {

    /** Whose tokens. */
    public enum Kind {
        /** All tokens of one user. */
        USER,
        /** One token. */
        TOKEN
    }

    public Revocation {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(at);
        Objects.requireNonNull(until);
    }

    /** A token that does not say when it was issued may be an old one. */
    boolean refuses(Identity identity) {
        return kind == Kind.TOKEN
            || identity.issuedAt().map(issued -> !issued.isAfter(at)).orElse(true);
    }
}
