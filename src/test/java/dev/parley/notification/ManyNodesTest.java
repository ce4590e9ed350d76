package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.room.RoomHouse;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The same people are told of many things at once, from rooms on several nodes. */
class ManyNodesTest {

    private static final int NODES = 3;
    private static final int ROOMS = 6;
    private static final int ACTS = 900;
    private static final List<String> PEOPLE = List.of("ana", "bob", "cyd", "dan", "eve", "fay");

    private static final int PATIENT_POSTS = 240;
    private static final String PATIENT_POST = """
        select state from parley.post_and_notify('room.p%d', true, array['m%d'], array['host'], array['s'],
            array[2]::smallint[], array[null]::text[], array[null]::text[], array['%s'], array[0]::smallint[],
            array['{"text":"x","attachments":[]}'], array['x'], array['HOST'])""";

    private final Random random;
    private final Map<String, Integer> told = new HashMap<>();

    ManyNodesTest() {
        var seed = Seed.of(ManyNodesTest.class);
        random = new Random(seed);
    }

    @Test
    void everyoneIsToldOfEverythingAndNobodyWaitsForEver() {
        RoomHouse house = new RoomHouse(NODES);
        try {
            for (int i = 0; i < ROOMS; i++) {
                house.call("host", "rooms.create", "{'id':'r" + i + "','name':'R','visibility':'public',"
                    + "'members':['ana','bob','cyd','dan','eve','fay']}");
            }
            PEOPLE.forEach(user -> told.put(user, ROOMS));
            var asked = new ArrayList<Future<JsonObject>>();
            for (int i = 0; i < ACTS; i++) {
                asked.add(act(house, i));
            }
            RoomHouse.await(Future.all(asked));
            for (var user : PEOPLE) {
                assertEquals(told.get(user), house.call(user, "notifications.count", "{}")
                    .getInteger("unread"), user);
                var log = house.log("user." + user, 0);
                var rung = new ArrayList<>(house.rung("user." + user));
                rung.sort(Comparator.comparing(event -> event.getLong("seq")));
                assertEquals(log.stream().map(event -> event.getString("id")).toList(),
                    rung.stream().map(event -> event.getString("id")).toList());
                for (int i = 1; i < log.size(); i++) {
                    assertTrue(log.get(i - 1).getString("at").compareTo(log.get(i).getString("at")) <= 0);
                }
            }
        } finally {
            house.close();
        }
        assertEquals(0, deadlocks(house));
    }

    /** Straight in the database, each waiting for every row: the worst case for an order of locks. */
    @Test
    void theSamePeopleAreLockedInOneOrderFromEveryRoom() throws Exception {
        try (var house = new RoomHouse(1); var crowd = Executors.newFixedThreadPool(ROOMS)) {
            for (int i = 0; i < ROOMS; i++) {
                house.call("host", "rooms.create", "{'id':'p" + i + "','name':'P','visibility':'public',"
                    + "'members':['ana','bob','cyd','dan','eve','fay']}");
            }
            var posts = new ArrayList<Callable<String>>();
            for (int i = 0; i < PATIENT_POSTS; i++) {
                var some = new ArrayList<>(PEOPLE);
                Collections.shuffle(some, random);
                var statement = PATIENT_POST.formatted(i % ROOMS, i, String.join(",", some));
                posts.add(() -> house.query(statement).getFirst().getString(0));
            }
            for (var posted : crowd.invokeAll(posts)) {
                assertEquals("done", posted.get());
            }
            for (var user : PEOPLE) {
                assertEquals(ROOMS + PATIENT_POSTS, house.call(user, "notifications.count", "{}")
                    .getInteger("unread"));
            }
        }
    }

    private Future<JsonObject> act(RoomHouse house, int number) {
        int node = random.nextInt(NODES);
        var user = PEOPLE.get(random.nextInt(PEOPLE.size()));
        return switch (random.nextInt(10)) {
            case 0 -> {
                told.merge(user, 1, Integer::sum);
                yield house.ask(node, "root", "notifications.push",
                    "{'user':'" + user + "','kind':'k','title':'t'}");
            }
            case 1 -> house.ask(node, user, "notifications.preferences", "{'notify':'all'}");
            case 2 -> {
                var room = "r" + random.nextInt(ROOMS);
                var one = "d" + number;
                var edited = mentionAll(user);
                yield house.ask(node, user, "messages.post", "{'room':'" + room + "','id':'" + one
                        + "','text':'x'}")
                    .compose(posted -> house.ask((node + 1) % NODES, user, "messages.edit", "{'room':'" + room
                        + "','id':'" + one + "','text':'" + edited + "'}"))
                    .compose(done -> house.ask((node + 2) % NODES, user, "messages.delete", "{'room':'"
                        + room + "','id':'" + one + "'}"));
            }
            default -> house.ask(node, user, "messages.post", "{'room':'r" + random.nextInt(ROOMS)
                + "','text':'" + mentionAll(user) + "'}");
        };
    }

    /** A text that mentions some people in some order. */
    private String mentionAll(String author) {
        var some = new ArrayList<>(PEOPLE);
        Collections.shuffle(some, random);
        var text = new StringBuilder("all");
        for (var user : some.subList(0, 1 + random.nextInt(some.size()))) {
            text.append(" @").append(user);
            if (!user.equals(author)) {
                told.merge(user, 1, Integer::sum);
            }
        }
        return text.toString();
    }

    /** Deadlocks that PostgreSQL had to break; they are told once the connections are gone. */
    private static long deadlocks(RoomHouse house) {
        long end = System.currentTimeMillis() + 15_000;
        while (house.query("select count(*) from pg_stat_activity where datname = current_database()")
            .getFirst().getLong(0) > 1) {
            assertTrue(System.currentTimeMillis() < end, "connections stay");
            LockSupport.parkNanos(10_000_000);
        }
        return house.query("select deadlocks from pg_stat_database where datname = current_database()")
            .getFirst().getLong(0);
    }
}
