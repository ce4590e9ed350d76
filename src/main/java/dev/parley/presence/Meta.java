package dev.parley.presence;

import java.util.Objects;

/**
 * One session as its node describes it to all others; its channels apart. Never changed by anybody else.
 *
 * @param since  when it came, in milliseconds
 * @param shown  since when its user has been seen online without a break, as far as its node knows
 * @param lostAt when its pipe was lost, if its user may be back in a moment; 0 = it is not
 */
record Meta(String session, String user, String name, long since, long shown, Stance stance, long lostAt) {

    Meta {
        Objects.requireNonNull(session);
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
        Objects.requireNonNull(stance);
    }

    /** The same after its user has said something; who shows himself is online since then. */
    Meta with(Stance said) {
        var from = stance.status() == Status.INVISIBLE && said.shown() ? said.at() : shown;
        return new Meta(session, user, name, since, from, said, lostAt);
    }

    /** The same with its pipe lost. */
    Meta lost(long at) {
        return new Meta(session, user, name, since, shown, stance, at);
    }

    /** The same number on every node for the same content. */
    long digest() {
        return new Digester().add(session).add(user).add(name).add(since).add(shown)
            .add(stance.status().word()).add(stance.text()).add(stance.at()).add(lostAt)
            .value();
    }
}
