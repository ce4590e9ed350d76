package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.LocalNode;
import dev.parley.config.PostgresSettings;
import dev.parley.embedded.RedisNode;
import dev.parley.testing.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recent channels as clients of two nodes see them, while Redis comes, goes and forgets. */
class RecentChannelsTest {

    private static final String CHANNEL = "live.recent.orders";

    @TempDir
    private Path folder;
    private final PostgresSettings postgres = TestPostgres.emptyDatabase();
    private RedisNode redis;
    private List<LocalNode> nodes;
    private Client ana;
    private Client ben;

    @BeforeEach
    void open() throws Exception {
        redis = RedisNode.start(folder);
        nodes = LocalNode.cluster(2, postgres, "redis.url=" + redis.url(), "redis.prefix=parley",
            "redis.timeoutMs=500", "redis.leaseMs=500", "namespaces={kept: {log: durable, publish: "
                + "authenticated, subscribe: authenticated, out: true}, brief: {log: recent, publish: "
                + "authenticated, subscribe: authenticated, out: true}, said: {log: none, publish: "
                + "authenticated, subscribe: authenticated, out: true}}");
        ana = ClientDoor.WEBSOCKET.connect(nodes.get(0).port(), Ground.tokenOf("ana"));
        ben = ClientDoor.WEBSOCKET.connect(nodes.get(1).port(), Ground.tokenOf("ben"));
    }

    @AfterEach
    void close() throws Exception {
        ana.close();
        ben.close();
        nodes.forEach(LocalNode::close);
        redis.close();
    }

    private static JsonObject publish(Client client, String channel, String id) {
        return client.ask("parley.live", "publish", new JsonObject().put("channel", channel).put("id", id)
            .put("type", "noted").put("data", new JsonObject().put("of", id)));
    }

    private static boolean published(Client client, String channel, String id) {
        try {
            publish(client, channel, id);
            return true;
        } catch (Refused refused) {
            assertEquals("unavailable", refused.getMessage());
            return false;
        }
    }

    @Test
    void comesBackWholeOnAnotherNode() {
        ana.subscribe(CHANNEL);
        ana.next("subscribed");
        IntStream.range(0, 5).forEach(i -> publish(ben, CHANNEL, "m" + i));
        for (int seq = 1; seq <= 5; seq++) {
            assertEquals(seq, ana.next("noted").seq());
        }
        ana.cut();
        IntStream.range(5, 10).forEach(i -> publish(ben, CHANNEL, "m" + i));
        assertTrue(publish(ben, CHANNEL, "m3").getBoolean("duplicate"));
        try (var back = ClientDoor.WEBSOCKET.connect(nodes.get(1).port(), Ground.tokenOf("ana"))) {
            back.subscribe(ana.positions());
            assertTrue(back.next("subscribed").body().getBoolean("recovered"));
            for (int seq = 6; seq <= 10; seq++) {
                assertEquals(seq, back.next("noted").seq());
            }
        }
    }

    @Test
    void aFlushIsToldAndThenEverythingGoesOn() throws Exception {
        publish(ben, CHANNEL, "before");
        ana.subscribe(CHANNEL);
        var first = ana.next("subscribed").body();
        assertEquals(1, first.getLong("seq"));
        redis.ask("FLUSHALL");
        var again = ana.next("subscribed").body();
        assertFalse(again.getBoolean("recovered"));
        assertNotEquals(first.getString("epoch"), again.getString("epoch"));
        assertEquals(0, again.getLong("seq"));
        publish(ben, CHANNEL, "after");
        assertEquals(1, ana.next("noted").seq());
        try (var late = ClientDoor.WEBSOCKET.connect(nodes.get(1).port(), Ground.tokenOf("ana"))) {
            late.subscribe(Map.of(CHANNEL, new JsonObject().put("since", 1)
                .put("epoch", first.getString("epoch"))));
            assertFalse(late.next("subscribed").body().getBoolean("recovered"));
        }
    }

    @Test
    void withoutRedisRecentChannelsAreRefusedAndNothingElseIsHarmed() throws Exception {
        ana.subscribe(Map.of(CHANNEL, new JsonObject(), "live.demo.shop", new JsonObject()));
        ana.next("subscribed");
        ana.next("subscribed");
        redis.kill();
        Ground.until(() -> !published(ben, CHANNEL, "lost"));
        var refused = assertThrows(Refused.class, () -> publish(ben, CHANNEL, "lost"));
        assertEquals("unavailable", refused.getMessage());
        publish(ben, "live.demo.shop", "kept");
        assertEquals("kept", ana.next("noted").body().getString("id"));
        ben.ask("parley.rooms", "create", new JsonObject().put("id", "lobby").put("name", "Lobby")
            .put("visibility", "public"));
        ana.subscribe("room.lobby");
        ana.next("subscribed");
        ben.ask("parley.messages", "post", new JsonObject().put("room", "lobby").put("text", "hi"));
        assertEquals("hi", ana.next("message.posted").body().getJsonObject("data").getJsonObject("message")
            .getString("text"));
        redis.start();
        assertFalse(ana.next("subscribed").body().getBoolean("recovered"));
        Ground.until(() -> published(ben, CHANNEL, "again"));
        assertEquals("again", ana.next("noted").body().getString("id"));
    }

    @Test
    void whatIsPublishedBySqlIsHeardOnceAndWaitsForARedisThatIsAway() throws Exception {
        ana.subscribe(CHANNEL);
        ana.next("subscribed");
        TestPostgres.execute(postgres, "begin; " + publishing(1, 9) + "; rollback");
        TestPostgres.execute(postgres, publishing(1, 5));
        hears(ana, 1, 5);
        redis.kill();
        TestPostgres.execute(postgres, publishing(6, 10));
        Ground.until(() -> !published(ben, "live.recent.other", "lost"));
        redis.start();
        assertFalse(ana.next("subscribed").body().getBoolean("recovered"));
        try (var late = ClientDoor.WEBSOCKET.connect(nodes.get(1).port(), Ground.tokenOf("late"))) {
            Ground.until(() -> ben.ask("parley.live", "history", new JsonObject().put("channel", CHANNEL))
                .getJsonArray("publications").size() == 5);
            late.subscribe(Map.of(CHANNEL, new JsonObject().put("last", 9)));
            hears(late, 6, 10);
            TestPostgres.execute(postgres, publishing(10, 11));
            hears(late, 11, 11);
        }
    }

    private static String publishing(int first, int last) {
        return "select parley.publish('" + CHANNEL + "', to_jsonb(n), 's' || n, 'noted') from "
            + "generate_series(" + first + ", " + last + ") n";
    }

    private static void hears(Client client, int first, int last) {
        for (int n = first; n <= last; n++) {
            assertEquals("s" + n, client.next("noted").body().getString("id"));
        }
    }

    @Test
    void whatComesInThroughRedisIsHeardAndWhatIsToBeWrittenOutIs() throws Exception {
        var channels = List.of("live.kept.a", "live.brief.a", "live.said.a");
        channels.forEach(ana::subscribe);
        channels.forEach(channel -> ana.next("subscribed"));
        Ground.until(() -> sent("PUBLISH", "parley:publish",
            "{\"channel\":\"live.said.a\",\"data\":0}").equals(":2\r\n"));
        for (var channel : channels) {
            redis.ask("XADD", "parley:inbox", "*", "json",
                "{\"channel\":\"" + channel + "\",\"data\":1,\"id\":\"x1\"}");
            redis.ask("XADD", "parley:inbox", "*", "json",
                "{\"channel\":\"" + channel + "\",\"data\":1,\"id\":\"x1\"}");
        }
        for (var channel : channels) {
            Ground.until(() -> sent("XRANGE", "parley:out", "-", "+").contains(channel));
        }
        publish(ben, "live.kept.a", "x2");
        publish(ben, "live.brief.a", "x2");
        Ground.until(() -> sent("XRANGE", "parley:out", "-", "+").split("\"id\":\"x2\"").length == 3);
        var out = sent("XRANGE", "parley:out", "-", "+");
        assertEquals(1, out.split("live.kept.a\r\n[^{]*\\{\"seq\":1,", -1).length - 1, out);
        assertEquals(1, out.split("live.brief.a\r\n[^{]*\\{\"seq\":1,", -1).length - 1, out);
    }

    private String sent(String... command) {
        try {
            return redis.ask(command);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
