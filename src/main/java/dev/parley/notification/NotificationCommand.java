package dev.parley.notification;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A command of {@code parley.notifications}: well formed, not yet allowed. */
sealed interface NotificationCommand {

    /**
     * The caller's notifications, newest first.
     *
     * @param after the {@code next} of the page before; empty = the first page
     */
    record Listing(Optional<String> after, int limit, boolean unreadOnly) implements NotificationCommand {
    }

    /** How many are unread. */
    record Count() implements NotificationCommand {
    }

    /** These are read. */
    record Read(List<String> ids) implements NotificationCommand {
        public Read {
            ids = List.copyOf(ids);
        }
    }

    /** All up to this seq of the caller's channel are read. */
    record ReadToSeq(long seq) implements NotificationCommand {
    }

    /**
     * All up to this one are read.
     *
     * @param mark the id of a notification, or a time
     */
    record ReadToMark(String mark) implements NotificationCommand {
        public ReadToMark {
            Objects.requireNonNull(mark);
        }
    }

    /**
     * Sets what the caller wants to be told of, and shows it.
     *
     * @param room       where; empty = everywhere
     * @param level      {@code all}, {@code mentions} or {@code none}; unset = in a room as everywhere,
     *                   everywhere {@code all}
     * @param mutedUntil of nothing until then; unset or past = no longer
     */
    record Prefer(Optional<String> room, Wish<String> level, Wish<Instant> mutedUntil)
        implements NotificationCommand {
        public Prefer {
            Objects.requireNonNull(room);
            Objects.requireNonNull(level);
            Objects.requireNonNull(mutedUntil);
        }
    }

    /**
     * Tells somebody something of the application's own.
     *
     * @param user whom
     * @param id   given by the client or, before this, by the server
     * @param data JSON text
     */
    record Push(String user, String id, String kind, String title, Optional<String> body,
                Optional<String> link, Optional<String> data) implements NotificationCommand {
        public Push {
            Objects.requireNonNull(user);
            Objects.requireNonNull(id);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(title);
            Objects.requireNonNull(body);
            Objects.requireNonNull(link);
            Objects.requireNonNull(data);
        }
    }
}
