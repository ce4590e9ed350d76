package dev.parley.recent;

import dev.parley.config.Namespace;
import dev.parley.log.Door;
import dev.parley.log.Draft;
import dev.parley.log.PageRequest;
import java.util.List;
import java.util.Set;

/** What {@link RecentLog} asks a recent verticle. */
sealed interface RecentQuestion {

    /** See {@link RecentLog#append}. */
    record Append(Namespace namespace, Draft draft) implements RecentQuestion {
    }

    /** See {@link RecentLog#open}. */
    record Open(List<Door> doors) implements RecentQuestion {
    }

    /** See {@link RecentLog#read}. */
    record Read(PageRequest request) implements RecentQuestion {
    }

    /** See {@link RecentLog#heads}. */
    record Heads(Set<String> channels) implements RecentQuestion {
    }
}
