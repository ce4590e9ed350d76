package dev.parley.auth;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys for a token are found.
 */
interface KeySource {

    /**
     * The keys that may have signed a token with such a header; empty when there are none. Fails with
     * {@code RefusedException} {@code unavailable} when that cannot be known now.
     */
    Future<List<TrustedKey>> find(Algorithm algorithm, Optional<String> keyId);

    /** Keys that never change. */
    static KeySource of(List<TrustedKey> keys) {
        var fixed = List.copyOf(keys);
        return (algorithm, keyId) -> Future.succeededFuture(
            fixed.stream().filter(key -> key.fits(algorithm, keyId)).toList());
    }
}
