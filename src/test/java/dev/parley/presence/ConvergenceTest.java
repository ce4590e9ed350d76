package dev.parley.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Newcomer;
import dev.parley.presence.Village.House;
import dev.parley.testing.Seed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost, doubled, reordered, split, merged, killed or started again: in the end all nodes agree
 * with what is true, and nobody is shown who is not there.
 */
class ConvergenceTest {

    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4");
    private static final List<String> CHANNELS = List.of("room.a", "room.b", "room.c");
    private static final int USERS = 12;
    private static final int ROUNDS = Integer.getInteger("parley.presence.rounds", 60);
    private static final int EVENTS = 150;

    private final long first = Seed.of(ConvergenceTest.class);
    private long number;

    @Test
    void allNodesAgreeWithTheTruthAfterAnyTrouble() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = first + round;
            try {
                run(seed);
            } catch (RuntimeException | AssertionError fault) {
                throw new AssertionError("-Dparley.presence.rounds=1 -Dparley.seed=" + seed, fault);
            }
        }
    }

    private void run(long seed) {
        var village = new Village(seed);
        NODES.forEach(village::add);
        village.settleMembers();
        watchAll(village);
        village.pass(2000);
        for (int i = 0; i < EVENTS; i++) {
            happen(village);
            village.pass(village.random.nextInt(10) == 0 ? village.random.nextInt(6000) : Village.STEP_MS);
        }
        village.lost = 0;
        village.doubled = 0;
        village.split.clear();
        village.settleMembers();
        village.houses.values().forEach(house -> house.presence.wantAll());
        village.pass(10_000);
        village.houses.values().forEach(house -> check(village, house));
    }

    private static void watchAll(Village village) {
        village.houses.values().forEach(ConvergenceTest::watch);
    }

    private static void watch(House house) {
        for (var channel : CHANNELS) {
            house.presence.watches().arrived(new Newcomer("presence." + channel, 0));
        }
    }

    private void happen(Village village) {
        var random = village.random;
        var houses = new ArrayList<>(village.houses.values());
        var house = houses.get(random.nextInt(houses.size()));
        var sessions = new ArrayList<>(house.sessions.keySet());
        var session = sessions.isEmpty() ? "" : sessions.get(random.nextInt(sessions.size()));
        var channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        var user = "u" + random.nextInt(USERS);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> house.open("s" + ++number, user);
            case 5, 6, 7, 8, 9 -> {
                if (!session.isEmpty()) {
                    house.enter(session, channel);
                }
            }
            case 10 -> {
                if (!session.isEmpty()) {
                    house.exit(session, channel);
                }
            }
            case 11, 12 -> {
                if (!session.isEmpty()) {
                    house.close(session, random.nextBoolean());
                }
            }
            case 13 -> reload(village, house, session);
            case 14 -> house.say(user, List.of(Status.ONLINE, Status.AWAY, Status.BUSY, Status.INVISIBLE)
                .get(random.nextInt(4)), "t" + random.nextInt(3));
            case 15 -> village.lost = random.nextInt(60);
            case 16 -> village.doubled = random.nextInt(60);
            case 17 -> part(village);
            case 18 -> village.settleMembers();
            default -> crash(village, house);
        }
    }

    /** Comes back on another node, with or without the old one having noticed. */
    private void reload(Village village, House from, String session) {
        if (session.isEmpty()) {
            return;
        }
        var former = from.sessions.get(session);
        from.close(session, true);
        var houses = new ArrayList<>(village.houses.values());
        var to = houses.get(village.random.nextInt(houses.size()));
        var name = "s" + ++number;
        to.open(name, former.user());
        former.channels().forEach(channel -> to.enter(name, channel));
    }

    private static void part(Village village) {
        village.split.clear();
        var left = NODES.stream().filter(node -> village.random.nextBoolean()).toList();
        for (var one : left) {
            NODES.stream().filter(other -> !left.contains(other))
                .forEach(other -> village.split.add(Set.of(one, other)));
        }
        if (village.random.nextBoolean()) {
            village.settleMembers();
        }
    }

    private static void crash(Village village, House house) {
        if (village.random.nextInt(3) > 0) {
            return;
        }
        if (village.random.nextBoolean()) {
            var fresh = village.add(house.name);
            fresh.members.addAll(house.members);
            watch(fresh);
        } else if (village.houses.size() > 2) {
            village.houses.remove(house.name);
            village.settleMembers();
        }
    }

    private static void check(Village village, House house) {
        var all = village.houses.values().stream().flatMap(other -> other.sessions.values().stream())
            .map(Village.Session::user).distinct().toList();
        assertEquals(all.size(), house.presence.view().people(), house.name + ": users with a session");
        for (var channel : CHANNELS) {
            var shown = new TreeMap<String, Integer>();
            house.presence.who(channel, 1000).forEach(one -> shown.put(one.user(), one.devices()));
            assertEquals(village.truth(channel), shown, house.name + " in " + channel);
            assertEquals(shown.size(), house.presence.count(channel), house.name + " counts " + channel);
            assertEquals(entries(house, channel), told(house, channel), house.name + " told of " + channel);
        }
        for (var user : all) {
            var stance = village.kept.getOrDefault(user, Stance.PLAIN);
            assertEquals(stance, house.presence.view().person(user).face().stance(),
                house.name + ": " + user);
        }
    }

    private static Map<String, JsonObject> entries(House house, String channel) {
        return house.presence.who(channel, 1000).stream()
            .collect(Collectors.toMap(Shown::user, EntryText::entry));
    }

    /** What a watcher has who took the first state and all that was told since. */
    private static Map<String, JsonObject> told(House house, String channel) {
        var list = new TreeMap<String, JsonObject>();
        int count = 0;
        var signals = new ArrayList<>(house.states);
        signals.addAll(house.told);
        for (var signal : signals) {
            if (!signal.channel().equals("presence." + channel)) {
                continue;
            }
            var shown = new JsonObject(signal.json()).getJsonObject("data");
            count = shown.getInteger("count");
            put(list, shown.getJsonArray("users", new JsonArray()));
            for (var entry : shown.getJsonArray("joined", new JsonArray())) {
                assertTrue(!list.containsKey(((JsonObject) entry).getString("user")), "joined twice");
            }
            put(list, shown.getJsonArray("joined", new JsonArray()));
            shown.getJsonArray("left", new JsonArray())
                .forEach(user -> assertNotNull(list.remove((String) user), "left without being there"));
            put(list, shown.getJsonArray("updated", new JsonArray()));
        }
        assertEquals(count, list.size(), "count of " + channel);
        return list;
    }

    private static void put(Map<String, JsonObject> list, JsonArray entries) {
        entries.forEach(entry -> list.put(((JsonObject) entry).getString("user"), (JsonObject) entry));
    }
}
