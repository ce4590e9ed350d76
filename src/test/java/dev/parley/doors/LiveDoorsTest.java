package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Live channels of every kind, through every door: the same events, whatever keeps them and carries them. */
class LiveDoorsTest {

    private static Ground ground;
    private static Client writer;

    @BeforeAll
    static void open() {
        ground = new Ground();
        writer = ClientDoor.WEBSOCKET.connect(ground.there(), ground.token("writer"));
    }

    @AfterAll
    static void close() {
        writer.close();
        ground.close();
    }

    private static JsonObject publish(String channel, String id) {
        return writer.ask("parley.live", "publish", new JsonObject().put("channel", channel).put("id", id)
            .put("type", "noted").put("data", new JsonObject().put("of", List.of(id))));
    }

    private static void assertEvent(String id, Told told) {
        assertEquals(id, told.body().getString("id"));
        assertEquals("writer", told.body().getString("by"));
        assertEquals(List.of(id), told.body().getJsonObject("data").getJsonArray("of").getList());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsHeardAndReplayedByNumber(ClientDoor door) {
        for (var kind : List.of("demo", "recent")) {
            var channel = "live." + kind + "." + Ground.fresh("kept");
            publish(channel, "e1");
            publish(channel, "e2");
            try (var ana = door.connect(ground.here(), ground.token("ana"))) {
                ana.subscribe(Map.of(channel, new JsonObject().put("since", 1)));
                var answer = ana.next("subscribed").body();
                assertEquals(2, answer.getLong("seq"));
                assertTrue(answer.getBoolean("recovered"), channel);
                var replayed = ana.next("noted");
                assertEquals(channel, replayed.channel());
                assertEquals(2, replayed.seq());
                assertEvent("e2", replayed);
                publish(channel, "e3");
                var live = ana.next("noted");
                assertEquals(3, live.seq());
                assertEvent("e3", live);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKeptIsHeardWithoutANumber(ClientDoor door) {
        var channel = "live.ephemeral." + Ground.fresh("passing");
        try (var ana = door.connect(ground.here(), ground.token("ana"))) {
            ana.subscribe(channel);
            var answer = ana.next("subscribed").body();
            assertFalse(answer.containsKey("seq") || answer.containsKey("epoch"), answer.encode());
            for (var id : List.of("p1", "p2", "p3")) {
                publish(channel, id);
            }
            for (var id : List.of("p1", "p2", "p3")) {
                var event = ana.next("noted");
                assertFalse(event.numbered());
                assertEvent(id, event);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPatternHearsWhatIsBelow(ClientDoor door) {
        var base = "live.demo." + Ground.fresh("tree");
        try (var ana = door.connect(ground.here(), ground.token("ana"))) {
            ana.subscribe(base + ".*");
            assertFalse(ana.next("subscribed").body().containsKey("seq"));
            for (var name : List.of("a", "b.c")) {
                publish(base + "." + name, "of-" + name.charAt(0));
                var event = ana.next("noted");
                assertEvent("of-" + name.charAt(0), event);
                assertEquals(base + "." + name, event.body().getString("channel", event.channel()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDeclaredNowhereIsRefusedAndDoesNoHarm(ClientDoor door) {
        var channel = "live.demo." + Ground.fresh("other");
        try (var ana = door.connect(ground.here(), ground.token("ana"))) {
            ana.subscribe("live.undeclared.x");
            assertEquals("not_found", ana.next("refused").body().getString("failure"));
            ana.subscribe(channel);
            ana.next("subscribed");
            assertEquals("not_found", assertThrows(Refused.class,
                () -> ana.ask("parley.live", "publish", new JsonObject().put("channel", "live.undeclared.x")
                    .put("data", 1))).getMessage());
            publish(channel, "e1");
            assertEvent("e1", ana.next("noted"));
        }
    }
}
