package dev.parley.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * On whose behalf a command runs.
 *
 * @param user     the user id; empty = the application itself, which is nobody
 * @param name     the name to show
 * @param roles    server-wide roles of the token, such as {@code admin}; not the roles within a room
 * @param origin   the public id of the session, put into publications so that a client knows its own; no
 *     credential; empty = none
 * @param channels what the token says of channels: patterns with {@code *} for any characters
 * @param server   whether it is the application's back end that asks, by a key, Redis or SQL
 */
public record Caller(String user, String name, Set<String> roles, String origin, List<String> channels,
                     boolean server) {

    public static final String ADMIN = "admin";
    /** What the user id of a server key begins with that speaks for itself. */
    public static final String KEY = "key:";

    /** The application itself, in nobody's name. */
    public static final Caller SERVER = new Caller("", "", Set.of(ADMIN), "", List.of(), true);

    public Caller {
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
        Objects.requireNonNull(origin);
        roles = Set.copyOf(roles);
        channels = List.copyOf(channels);
    }

    /** A person whose token says nothing of channels. */
    public Caller(String user, String name, Set<String> roles, String origin) {
        this(user, name, roles, origin, List.of(), false);
    }

    /** In whose name something is published; empty = the application's own, nobody's. */
    public String author() {
        return server && user.startsWith(KEY) ? "" : user;
    }

    public boolean admin() {
        return roles.contains(ADMIN);
    }
}
