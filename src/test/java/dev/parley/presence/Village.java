package dev.parley.presence;

import dev.parley.protocol.Caller;
import dev.parley.protocol.Signal;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Several nodes' presences over a wire that loses, doubles, delays and reorders, in a time of its own. What
 * is true is written down beside them: which session of which user is where, and what users have said.
 */
final class Village {

    static final long STEP_MS = 20;
    static final Listing LISTING = new Listing(500, 50, 200, 1000);
    private static final PresenceTimes TIMES = new PresenceTimes(3000, new GossipTimes(2000, 3000, 8000));
    private static final int DELAY_MS_MAX = 400;

    final Random random;
    final Map<String, House> houses = new TreeMap<>();
    final Map<String, Stance> kept = new TreeMap<>();

    /** How many of a hundred messages are lost, and how many come twice. */
    int lost;
    int doubled;

    /** Pairs of nodes that cannot reach one another. */
    final Set<Set<String>> split = new HashSet<>();

    /** Nodes that stand still: what is sent to them waits. */
    final Set<String> still = new HashSet<>();

    private final List<Letter> letters = new ArrayList<>();
    private long now = 1_700_000_000_000L;
    private long lives;

    private record Letter(String from, House to, Buffer bytes, long at) {
    }

    Village(long seed) {
        random = new Random(seed);
    }

    long now() {
        return now;
    }

    /** A node with its sessions; after a crash and a restart another one stands in its place. */
    final class House implements Gossip.Post, Watches.Audience, Presence.Memory {

        final String name;
        final Presence presence;
        final Map<String, Session> sessions = new TreeMap<>();
        final Set<String> members = new HashSet<>();
        final List<Signal> told = new ArrayList<>();
        final List<Signal> states = new ArrayList<>();
        final Set<String> seen = new HashSet<>();
        private long digestAt = now + random.nextInt(1000);

        House(String name) {
            this.name = name;
            this.presence = new Presence(name, ++lives, TIMES, LISTING, new EntryText(clock()),
                new Presence.Outside(this, this, this));
        }

        @Override
        public void send(String node, Message message) {
            var to = houses.get(node);
            if (to == null || split.contains(Set.of(name, node)) || random.nextInt(100) < lost) {
                return;
            }
            var bytes = Wire.encode(message);
            letters.add(new Letter(name, to, bytes, now + 1 + random.nextInt(DELAY_MS_MAX)));
            if (random.nextInt(100) < doubled) {
                letters.add(new Letter(name, to, bytes, now + 1 + random.nextInt(4 * DELAY_MS_MAX)));
            }
        }

        @Override
        public void tell(Set<Integer> hubs, Signal change) {
            told.add(change);
        }

        @Override
        public void state(Set<Integer> hubs, Signal state) {
            states.add(state);
        }

        @Override
        public void seen(String user, String shown) {
            seen.add(user);
        }

        @Override
        public void said(String user, String shown, Stance stance) {
            kept.merge(user, stance, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }

        @Override
        public void wanted(String user) {
            presence.known(user, kept.getOrDefault(user, Stance.PLAIN));
        }

        void open(String session, String user) {
            sessions.put(session, new Session(user, new HashSet<>()));
            presence.told(new Told.Opened(new Arrival(session, user, user.toUpperCase())), now);
        }

        void enter(String session, String channel) {
            sessions.get(session).channels.add(channel);
            presence.told(new Told.Subscribed(session, channel), now);
        }

        void exit(String session, String channel) {
            sessions.get(session).channels.remove(channel);
            presence.told(new Told.Unsubscribed(session, channel), now);
        }

        void close(String session, boolean stays) {
            sessions.remove(session);
            presence.told(new Told.Closed(session, stays), now);
        }

        void say(String user, Status status, String text) {
            presence.say(new Caller(user, user.toUpperCase(), Set.of(), "o"), status, text, now);
        }

        private void step() {
            presence.look(now);
            if (now >= digestAt) {
                digestAt = now + 1000;
                presence.members(members, now);
                presence.gossip().digests(now);
            }
            presence.gossip().teller().flush(now);
            presence.watches().flush(now);
        }
    }

    /** A session as it truly is. */
    record Session(String user, Set<String> channels) {
    }

    /** Lets time pass. */
    void pass(long ms) {
        for (long end = now + ms; now < end; ) {
            now += STEP_MS;
            var due = letters.stream().filter(letter -> letter.at <= now && !still.contains(letter.to.name))
                .collect(Collectors.toList());
            letters.removeAll(due);
            java.util.Collections.shuffle(due, random);
            for (var letter : due) {
                if (houses.get(letter.to.name) == letter.to) {
                    letter.to.presence.received(Wire.decode(letter.bytes), now);
                }
            }
            houses.values().stream().filter(house -> !still.contains(house.name)).forEach(House::step);
        }
    }

    House add(String name) {
        var house = new House(name);
        houses.put(name, house);
        return house;
    }

    /** Who of the living sees whom: all within the same part, at once or later by the next comparison. */
    void settleMembers() {
        houses.values().forEach(house -> {
            house.members.clear();
            houses.keySet().stream().filter(other -> other.equals(house.name)
                || !split.contains(Set.of(house.name, other))).forEach(house.members::add);
        });
    }

    /** Who is truly visible in a channel, with how many sessions. */
    Map<String, Integer> truth(String channel) {
        var there = new TreeMap<String, Integer>();
        houses.values().forEach(house -> house.sessions.values().stream()
            .filter(session -> session.channels.contains(channel))
            .filter(session -> kept.getOrDefault(session.user, Stance.PLAIN).shown())
            .forEach(session -> there.merge(session.user, 1, Integer::sum)));
        return there;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now);
            }
        };
    }
}
