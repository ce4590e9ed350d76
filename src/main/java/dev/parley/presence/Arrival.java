package dev.parley.presence;

import java.util.Objects;

/**
 * A session whose user is known from now on.
 *
 * @param session its public id, of no other session of the cluster
 * @param name    of the user, to show
 */
public record Arrival(String session, String user, String name) {

    public Arrival {
        Objects.requireNonNull(session);
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
    }
}
