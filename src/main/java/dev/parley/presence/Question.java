package dev.parley.presence;

import dev.parley.protocol.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the presence of this node is asked. */
sealed interface Question {

    /** The caller says how he wants to be seen; answered with his own entry as {@link Seen}. */
    record Say(Caller caller, Status status, String text) implements Question {
        public Say {
            Objects.requireNonNull(caller);
            Objects.requireNonNull(status);
            Objects.requireNonNull(text);
        }
    }

    /** How the caller sees these users now; answered with {@link Seen}. */
    record Of(Caller caller, List<String> users) implements Question {
        public Of {
            Objects.requireNonNull(caller);
            users = List.copyOf(users);
        }
    }

    /**
     * Who is in a channel; answered with the text of the reply.
     *
     * @param users which of these only; empty = all
     */
    record Who(String channel, Optional<List<String>> users, int limit) implements Question {
        public Who {
            Objects.requireNonNull(channel);
            users = users.map(List::copyOf);
        }
    }

    /** Those of the users who are there; the others are offline, or want to be. */
    record Seen(List<Shown> there) {
        public Seen {
            there = List.copyOf(there);
        }
    }
}
