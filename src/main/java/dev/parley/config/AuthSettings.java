package dev.parley.config;

import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are believed. At least one of secret, public keys and key set is given.
 *
 * @param secret shared secret of HS256
 * @param publicKeys PEM texts of RS256 and ES256 keys
 * @param jwks file path or URL of a JSON web key set
 * @param issuer required {@code iss}
 * @param audience required {@code aud}
 * @param leewaySeconds how far clocks may differ
 * @param guests whether {@code POST /auth/guest} exists; demo and test profile only
 */
public record AuthSettings(Optional<String> secret, List<String> publicKeys, Optional<String> jwks,
                           Optional<String> issuer, Optional<String> audience, int leewaySeconds,
                           boolean guests) {

    /** Every key but the secret. */
    @Override
    public String toString() {
        return "AuthSettings[publicKeys=" + publicKeys.size() + ", jwks=" + jwks + ", issuer=" + issuer
            + ", audience=" + audience + ", leewaySeconds=" + leewaySeconds + ", guests=" + guests + "]";
    }
}
