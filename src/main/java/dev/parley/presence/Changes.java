package dev.parley.presence;

import java.util.List;

/**
 * What has changed among those who are listed.
 *
 * @param left ids of users
 */
record Changes(List<Shown> joined, List<String> left, List<Shown> updated) {

    Changes {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        updated = List.copyOf(updated);
    }
}
