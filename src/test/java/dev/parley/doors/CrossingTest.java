package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.TestNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers and readers at all doors at once, on three nodes of which one is killed: all see one order. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CrossingTest {

    private static final List<String> ROOMS = List.of("crossing-1", "crossing-2", "crossing-3");
    private static final int POSTS = 40;

    private final Map<String, Map<String, Long>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger posted = new AtomicInteger();
    private TestNodes nodes;
    private List<Integer> ports;

    @BeforeEach
    void start() {
        nodes = TestNodes.start(3);
        ports = nodes.urls().stream().map(url -> URI.create(url).getPort()).toList();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void allSeeOneOrderWhateverDoorTheyUseAndWhateverNodeDies() throws InterruptedException {
        var living = new AtomicInteger();
        IntSupplier alive = () -> ports.get(living.getAndIncrement() % 2);
        var users = new ArrayList<String>();
        for (var door : ClientDoor.values()) {
            users.add("user-" + door.name());
        }
        users.add("user-api");
        try (var owner = ClientDoor.WEBSOCKET.connect(ports.get(0), Ground.tokenOf("owner"))) {
            ROOMS.forEach(room -> owner.ask("parley.rooms", "create", new JsonObject().put("id", room)
                .put("name", room).put("visibility", "private").put("members", new JsonArray(users))));
            var people = new ArrayList<Participant>();
            for (var door : ClientDoor.values()) {
                people.add(new Participant(door, ports.get(2), alive,
                    Ground.tokenOf("user-" + door.name()), ROOMS));
            }
            var api = new ApiWriter(alive, Ground.tokenOf("user-api"));
            talk(people, api);
            verify(owner, people, api);
            people.forEach(Participant::close);
        }
    }

    /** Everybody writes into all rooms; after a third of it the node dies at which they all began. */
    private void talk(List<Participant> people, ApiWriter api) throws InterruptedException {
        ROOMS.forEach(room -> acknowledged.put(room, new ConcurrentHashMap<>()));
        people.forEach(person -> Ground.until(() ->
            ROOMS.stream().noneMatch(room -> person.heard(room).isEmpty())));
        var writing = new ArrayList<Thread>();
        people.forEach(person ->
            writing.add(Thread.ofVirtual().start(() -> write(person, person.door().name()))));
        writing.add(Thread.ofVirtual().start(() -> write(api, "API")));
        var third = writing.size() * POSTS / 3;
        Ground.until(() -> posted.get() >= third);
        ProcessHandle.of(nodes.pids().get(2)).orElseThrow().destroyForcibly();
        for (var writer : writing) {
            writer.join();
        }
        assertEquals(writing.size() * POSTS, posted.get(), "a writer gave up");
    }

    private void write(Writer writer, String name) {
        for (int i = 0; i < POSTS; i++) {
            var room = ROOMS.get(i % ROOMS.size());
            var id = name + "-" + i;
            acknowledged.get(room).put(id, writer.postSurely(room, id, "from " + name));
            posted.incrementAndGet();
        }
    }

    private void verify(Client owner, List<Participant> people, ApiWriter api) {
        for (var room : ROOMS) {
            var head = owner.ask("parley.rooms", "get", new JsonObject().put("room", room))
                .getJsonObject("room").getJsonObject("head").getLong("seq");
            var history = api.history(room);
            assertEquals(acknowledged.get(room).keySet(), new TreeSet<>(history), room);
            for (var person : people) {
                var who = person.door() + " in " + room;
                Ground.until(() -> person.heard(room).getLast().seq() >= head);
                assertEquals("", person.complaint(), who);
                var heard = person.heard(room);
                assertEquals(LongStream.rangeClosed(1, head).boxed().toList(),
                    heard.stream().map(Told::seq).toList(), who);
                var messages = heard.stream().filter(told -> told.type().equals("message.posted")).toList();
                assertEquals(history,
                    messages.stream().map(told -> told.body().getString("id")).toList(), who);
                var seqs = new HashMap<String, Long>();
                messages.forEach(told -> seqs.put(told.body().getString("id"), told.seq()));
                assertEquals(acknowledged.get(room), seqs, who);
                assertTrue(person.returns() > 0, who + " was never cut off");
            }
        }
    }
}
