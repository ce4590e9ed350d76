package dev.parley.room;

import dev.parley.protocol.Channels;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who looks at which rooms. Bounded both ways: of one user those named last, and of the users those who
 * looked last.
 */
final class Watchers {

    private final int roomsMax;
    private final int usersMax;
    private final Map<String, Set<String>> roomsOf = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Set<String>> usersOf = new HashMap<>();

    Watchers(int roomsMax, int usersMax) {
        this.roomsMax = roomsMax;
        this.usersMax = usersMax;
    }

    void add(String user, Collection<String> rooms) {
        var own = roomsOf.computeIfAbsent(user, absent -> new LinkedHashSet<>());
        for (var room : rooms) {
            own.remove(room);
            own.add(room);
            usersOf.computeIfAbsent(Channels.room(room), absent -> new LinkedHashSet<>()).add(user);
        }
        while (own.size() > roomsMax) {
            remove(user, own.iterator().next());
        }
        if (roomsOf.size() > usersMax) {
            var eldest = roomsOf.entrySet().iterator().next();
            var whose = eldest.getKey();
            List.copyOf(eldest.getValue()).forEach(room -> remove(whose, room));
            roomsOf.remove(whose);
        }
    }

    void remove(String user, String room) {
        if (roomsOf.containsKey(user)) {
            roomsOf.get(user).remove(room);
        }
        usersOf.computeIfPresent(Channels.room(room), (channel, users) -> {
            users.remove(user);
            return users.isEmpty() ? null : users;
        });
    }

    boolean watches(String user) {
        return roomsOf.containsKey(user);
    }

    boolean watched(String channel) {
        return usersOf.containsKey(channel);
    }

    Set<String> of(String channel) {
        return usersOf.getOrDefault(channel, Set.of());
    }
}
