package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever many people do at once on several nodes, the counts of what is unread are those that one gets by
 * counting. {@code -Dparley.counts.operations=100000} makes it a long run.
 */
class CountsTest {

    private static final int NODES = 3;
    private static final int ROOMS = 6;
    private static final int USERS = 12;
    private static final int UNDER_WAY = 24;
    private static final int STOPS = 4;
    private static final int OPERATIONS = Integer.getInteger("parley.counts.operations", 3_000);
    private static final long SEED = Seed.of(CountsTest.class);
    private static final long WAIT_SECONDS = 60;
    private static final int READ_BEYOND_HEAD = 10;

    /** Those that are refused only for what somebody else did just before. */
    private static final Set<FailureType> EXPECTED = EnumSet.of(FailureType.FORBIDDEN, FailureType.NOT_FOUND,
        FailureType.CONFLICT, FailureType.GONE);

    private static RoomHouse house;

    private final Random random = new Random(SEED);
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final Map<String, Recount> rooms = new TreeMap<>();
    private final Map<String, Long> heads = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private final List<Posted> posted = new ArrayList<>();

    /** A message that somebody tried to post. */
    private record Posted(String room, String author, String id) {
    }

    @BeforeAll
    static void open() {
        house = new RoomHouse(NODES);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void theCountsOfWhatIsUnreadAreThoseThatOneGetsByCounting() throws InterruptedException {
        for (int i = 0; i < ROOMS; i++) {
            var room = "room" + i;
            rooms.put(room, new Recount());
            house.call("ana", "rooms.create", new JsonObject().put("id", room).put("name", room)
                .put("visibility", i % 2 == 0 ? "public" : "private")
                .put("members", List.of("u0", "u1", "u2")));
        }
        for (int stop = 0; stop < STOPS; stop++) {
            for (int i = 0; i < OPERATIONS / STOPS; i++) {
                operate();
            }
            assertTrue(free.tryAcquire(UNDER_WAY, WAIT_SECONDS, TimeUnit.SECONDS), "no answers");
            free.release(UNDER_WAY);
            assertEquals(null, fault.get());
            check();
        }
        assertTrue(done.keySet().containsAll(Set.of("messages.post", "messages.edit", "messages.delete",
            "receipts.read", "rooms.join", "rooms.leave", "rooms.remove", "rooms.unban", "rooms.invite",
            "messages.react")), done::toString);
    }

    private void operate() throws InterruptedException {
        var room = "room" + random.nextInt(ROOMS);
        var user = random.nextInt(USERS) == 0 ? "ana" : user();
        int kind = random.nextInt(100);
        if (kind < 46) {
            post(room, user);
        } else if (kind < 64) {
            talk(kind, message());
        } else if (kind < 78) {
            read(room, user);
        } else if (kind < 86) {
            ask(room, user, "rooms.join", new JsonObject());
        } else if (kind < 88 && !user.equals("ana")) {
            ask(room, user, "rooms.leave", new JsonObject());
        } else if (kind < 90) {
            ask(room, "ana", "rooms.remove", other().put("ban", random.nextBoolean()));
        } else if (kind < 93) {
            ask(room, "ana", "rooms.unban", other());
        } else {
            ask(room, "ana", "rooms.invite", other());
        }
    }

    private void talk(int kind, Posted message) throws InterruptedException {
        var body = new JsonObject().put("id", message.id());
        if (kind < 53) {
            ask(message.room(), message.author(), "messages.edit", body.put("text", text()));
        } else if (kind < 58) {
            var user = random.nextBoolean() ? "ana" : message.author();
            ask(message.room(), user, "messages.delete", body);
        } else if (kind < 62) {
            ask(message.room(), user(), random.nextInt(3) == 0 ? "messages.unreact" : "messages.react",
                body.put("emoji", "👍"));
        } else {
            ask(message.room(), "ana", random.nextBoolean() ? "messages.pin" : "messages.unpin", body);
        }
    }

    private String user() {
        return "u" + random.nextInt(USERS);
    }

    private JsonObject other() {
        return new JsonObject().put("user", user());
    }

    /** One of the newest, or any. */
    private Posted message() {
        int back = 1 + random.nextInt(random.nextBoolean() ? 10 * ROOMS : Math.max(1, posted.size()));
        return posted.isEmpty() ? new Posted("room0", "ana", "none")
            : posted.get(Math.max(0, posted.size() - back));
    }

    private String text() {
        return random.nextInt(3) == 0 ? "for @" + user() + " and @" + user() : "for nobody";
    }

    private void post(String room, String user) throws InterruptedException {
        var body = new JsonObject().put("text", text()).put("id", "m" + posted.size());
        posted.add(new Posted(room, user, body.getString("id")));
        if (random.nextInt(8) == 0) {
            body.put("mentions", List.of(user(), user()));
        }
        ask(room, user, "messages.post", body);
    }

    /** Up to somewhere near the newest that is known, rarely beyond all. */
    private void read(String room, String user) throws InterruptedException {
        long head = heads.getOrDefault(room, 1L);
        var beyond = random.nextInt(READ_BEYOND_HEAD) == 0;
        ask(room, user, "receipts.read", new JsonObject().put("seq",
            beyond ? Integer.MAX_VALUE : Math.max(0, head - random.nextInt(20))));
    }

    private void ask(String room, String user, String command, JsonObject body) throws InterruptedException {
        assertTrue(free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS), "no answer");
        long head = heads.getOrDefault(room, 0L);
        house.node(random.nextInt(NODES)).call(user, command, body.put("room", room))
            .onSuccess(reply -> {
                done.merge(command, 1, Integer::sum);
                if (command.equals("messages.post")) {
                    heads.merge(room, reply.getLong("seq"), Math::max);
                } else if (command.equals("receipts.read")) {
                    readUpTo(rooms.get(room), user, Math.min(body.getLong("seq"), head), body, reply);
                }
            })
            .onFailure(cause -> {
                if (!(cause instanceof RefusedException refused)
                    || !EXPECTED.contains(refused.refusal().type())) {
                    fault.compareAndSet(null, new AssertionError(user + " " + command + " " + body, cause));
                }
            })
            .onComplete(answered -> free.release());
    }

    /** Where he asked for more than there was, the answer says how far he came: past all that was known. */
    private void readUpTo(Recount recount, String user, long known, JsonObject body, JsonObject reply) {
        long read = reply.getLong("read");
        recount.read(user, Math.min(body.getLong("seq"), read));
        if (read < known) {
            fault.compareAndSet(null, new AssertionError(body + " gave " + reply));
        }
    }

    /** Nobody acts meanwhile. */
    private void check() {
        var expected = new TreeMap<String, Map<String, Recount.Count>>();
        rooms.forEach((room, recount) -> recount.count(house.log("room." + room, 0)).forEach((user, count) ->
            expected.computeIfAbsent(user, absent -> new TreeMap<>()).put(room, count)));
        for (int i = 0; i < USERS; i++) {
            compare("u" + i, expected.getOrDefault("u" + i, Map.of()));
        }
        compare("ana", expected.get("ana"));
    }

    private void compare(String user, Map<String, Recount.Count> expected) {
        var told = house.call(user, "receipts.unread", "{}");
        var counts = new TreeMap<String, Recount.Count>();
        told.getJsonArray("rooms").stream().map(JsonObject.class::cast).forEach(one -> {
            var you = house.call(user, "rooms.get", new JsonObject().put("room", one.getString("room")))
                .getJsonObject("room").getJsonObject("you");
            assertEquals(one.getLong("unread"), you.getLong("unread"));
            assertEquals(one.getLong("mentions"), you.getLong("mentions"));
            counts.put(one.getString("room"), new Recount.Count(you.getLong("read"), one.getLong("unread"),
                one.getLong("mentions")));
        });
        assertEquals(expected, counts, () -> "of " + user + ", seed " + SEED);
        assertEquals(expected.values().stream().mapToLong(Recount.Count::unread).sum(),
            told.getLong("unread"));
        assertEquals(expected.values().stream().mapToLong(Recount.Count::mentions).sum(),
            told.getLong("mentions"));
        house.call(user, "rooms.mine", "{'limit':100}").getJsonArray("rooms").stream()
            .map(one -> ((JsonObject) one).getJsonObject("room")).forEach(room -> assertEquals(
                expected.get(room.getString("id")).unread(), room.getJsonObject("you").getLong("unread")));
    }
}
