package dev.parley.abuse;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The server that is attacked, and whom it believes.
 *
 * @param port   on the loopback address
 * @param secret of its tokens
 */
record Target(int port, String secret) {

    private static final Duration TTL = Duration.ofHours(6);

    /** A true token. */
    String token(String user) {
        return new TokenIssuer(secret, Optional.empty(), Optional.empty()).issue(new Identity(user, user,
            Set.of(), List.of(), Instant.now().plus(TTL), Optional.empty()));
    }
}
