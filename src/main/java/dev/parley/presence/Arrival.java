package dev.parley.presence;

import java.util.Objects;

/**
 * A session whose user is known from now on.
 *
 * @param session its public id, of no other session of the cluster
 * @param name    of the user, to show
 * @param device  what the user comes with, to show to himself; empty = unknown
 * @param counts  whether somebody is present by it: a stream that only listens is nobody
 */
public record Arrival(String session, String user, String name, String device, boolean counts) {

    public Arrival {
        Objects.requireNonNull(session);
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
        Objects.requireNonNull(device);
    }
}
