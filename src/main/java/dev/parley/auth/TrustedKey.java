package dev.parley.auth;

import java.security.Key;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that tokens may be signed with. It is bound to one algorithm, so that the public key of one can
 * never be taken as the secret of another.
 *
 * @param algorithm the only algorithm it is good for
 * @param id        its {@code kid}; a key without one is tried for every token of its algorithm
 * @param key       a secret or public key
 */
record TrustedKey(Algorithm algorithm, Optional<String> id, Key key) {

    TrustedKey {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(id);
        Objects.requireNonNull(key);
    }

    /** The shared secret of HS256; its length is the configuration's to judge. */
    static TrustedKey secret(String text) {
        return new TrustedKey(Algorithm.HS256, Optional.empty(), Algorithm.secret(text));
    }

    /** May a token with this header be signed by this key? A token that names no key may be, by any. */
    boolean fits(Algorithm tokenAlgorithm, Optional<String> tokenKeyId) {
        return algorithm == tokenAlgorithm
            && (id.isEmpty() || tokenKeyId.isEmpty() || id.equals(tokenKeyId));
    }
}
