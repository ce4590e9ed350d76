package dev.parley.transport.api;

import dev.parley.protocol.Caller;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whoever makes a request, proven.
 *
 * @param caller    on whose behalf commands run
 * @param expiresAt when the token ends; empty for a server key
 * @param key       the id of the server key; empty for a user's token
 * @param personal  whether the caller is a person; a server key that names none is not
 */
record Asker(Caller caller, Optional<Instant> expiresAt, Optional<String> key, boolean personal) {

    Asker {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(expiresAt);
        Objects.requireNonNull(key);
    }
}
