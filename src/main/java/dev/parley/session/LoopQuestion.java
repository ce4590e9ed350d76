package dev.parley.session;

import dev.parley.auth.Revocation;
import java.util.Objects;
import java.util.Optional;

/** What can be asked of the sessions of one event loop, at {@link Sessions#address}. */
sealed interface LoopQuestion {

    /** One user's sessions, newest first: a list of JSON objects. */
    record OfUser(String user) implements LoopQuestion {
        public OfUser {
            Objects.requireNonNull(user);
        }
    }

    /**
     * End one session: whether it is here.
     *
     * @param owner whose it must be; empty = anyone's
     * @param soft  whether it asks for its own end, and is to hear the answer
     */
    record End(String session, Optional<String> owner, boolean soft) implements LoopQuestion {
        public End {
            Objects.requireNonNull(session);
            Objects.requireNonNull(owner);
        }
    }

    /** End all that live on what is revoked: how many they were. */
    record Purge(Revocation revocation) implements LoopQuestion {
        public Purge {
            Objects.requireNonNull(revocation);
        }
    }
}
