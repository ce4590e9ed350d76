package dev.parley.session;

import dev.parley.auth.Revocation;
import java.util.Objects;

/** What can be asked of the directory of a node. */
sealed interface DirectoryQuestion {

    /** One user's sessions on all nodes: {@code {sessions, more?, missing?}}. */
    record Listing(String user) implements DirectoryQuestion {
        public Listing {
            Objects.requireNonNull(user);
        }
    }

    /** End a session wherever it is: whether every node was asked in vain, or it was found. */
    record Ending(LoopQuestion.End end) implements DirectoryQuestion {
        public Ending {
            Objects.requireNonNull(end);
        }
    }

    /** Believe some tokens no longer: what was written down. */
    record Revoking(Revocation.Kind kind, String subject) implements DirectoryQuestion {
        public Revoking {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(subject);
        }
    }
}
