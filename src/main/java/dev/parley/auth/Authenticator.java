package dev.parley.auth;

import dev.parley.config.AuthSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Verifies tokens. Called on any context; never throws.
 */
public interface Authenticator {

    /**
     * Fails with {@link dev.parley.protocol.RefusedException}: {@code unauthenticated} when the token is
     * not valid, with a sentence that tells a developer why and never holds the token; {@code unavailable}
     * when the keys of the issuer cannot be reached now, so that trying again makes sense.
     *
     * @param token a JSON web token in its compact form
     */
    Future<Identity> verify(String token);

    /** Whether an identity that it gave before is still to be believed, its expiry apart. */
    default boolean believes(Identity identity) {
        return true;
    }

    /**
     * One that believes the secret, the public keys and the key set of the settings. The future fails with
     * IllegalArgumentException when a public key cannot be read; a key set that cannot be reached is tried
     * again later.
     */
    static Future<Authenticator> create(Vertx vertx, AuthSettings settings, Clock clock) {
        var fixed = new ArrayList<TrustedKey>();
        settings.secret().ifPresent(secret -> fixed.add(TrustedKey.secret(secret)));
        try {
            settings.publicKeys().forEach(pem -> fixed.add(PublicKeys.fromPem(pem)));
        } catch (IllegalArgumentException unreadable) {
            return Future.failedFuture(unreadable);
        }
        var sources = new ArrayList<KeySource>();
        sources.add(KeySource.of(fixed));
        var keySet = settings.jwks().map(place -> new KeySet(vertx, new KeySetReader(vertx, place), clock));
        keySet.ifPresent(sources::add);
        var verifier = new TokenVerifier(sources, new ClaimRules(settings.issuer(), settings.audience(),
            Duration.ofSeconds(settings.leewaySeconds()), clock));
        return keySet.map(set -> set.refresh(Duration.ZERO)).orElse(Future.succeededFuture()).map(verifier);
    }
}
