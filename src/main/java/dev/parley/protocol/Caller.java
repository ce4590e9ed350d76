package dev.parley.protocol;

import java.util.Objects;
import java.util.Set;

/**
 * On whose behalf a command runs.
 *
 * @param user   the user id
 * @param name   the name to show
 * @param roles  server-wide roles of the token, such as {@code admin}; not the roles within a room
 * @param origin the public id of the session, put into publications so that a client knows its own; no
 *     credential
 */
public record Caller(String user, String name, Set<String> roles, String origin) {

    public static final String ADMIN = "admin";

    public Caller {
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
        Objects.requireNonNull(origin);
        roles = Set.copyOf(roles);
    }

    public boolean admin() {
        return roles.contains(ADMIN);
    }
}
