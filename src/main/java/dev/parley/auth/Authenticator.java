package dev.parley.auth;

import io.vertx.core.Future;

/**
 * Verifies tokens. Called on any context; never throws.
 */
public interface Authenticator {

    /**
     * Fails with {@link dev.parley.protocol.RefusedException}: {@code unauthenticated} when the token is not
     * valid, with a sentence that tells a developer why and never holds the token; {@code unavailable} when
     * the keys of the issuer cannot be reached now, so that trying again makes sense.
     *
     * @param token a JSON web token in its compact form
     */
    Future<Identity> verify(String token);
}
