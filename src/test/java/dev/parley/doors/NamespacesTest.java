package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.LocalNode;
import dev.parley.testing.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Namespaces that change while a node runs, as its clients see them. */
class NamespacesTest {

    private static final String OPEN = "{shop: {log: durable, subscribe: authenticated,"
        + " publish: authenticated, wildcards: true},"
        + " still: {log: none, subscribe: authenticated, publish: authenticated}}";

    private LocalNode node;
    private Client ana;

    @BeforeEach
    void open() {
        node = LocalNode.alone(TestPostgres.emptyDatabase(), "namespaces=" + OPEN, "live.reloadMs=50");
        ana = ClientDoor.WEBSOCKET.connect(node.port(), Ground.tokenOf("ana"));
    }

    @AfterEach
    void close() {
        ana.close();
        node.close();
    }

    private JsonObject publish(String channel) {
        return ana.ask("parley.live", "publish", new JsonObject().put("channel", channel).put("data", 1)
            .put("type", "noted"));
    }

    private String refusal(String channel) {
        return assertThrows(Refused.class, () -> publish(channel)).getMessage();
    }

    private void declare(String yaml) {
        var before = Ground.counter(node.port(), "parley_namespaces_reloads_total");
        node.declare(yaml);
        Ground.until(() -> Ground.counter(node.port(), "parley_namespaces_reloads_total") > before);
    }

    @Test
    void anotherRuleCountsAtOnceForThoseWhoListen() {
        ana.subscribe("live.shop.a");
        ana.next("subscribed");
        ana.subscribe("live.shop.*");
        ana.next("subscribed");
        ana.subscribe("live.still.a");
        ana.next("subscribed");
        declare(OPEN.replace("durable, subscribe: authenticated", "durable, subscribe: server"));
        var ended = List.of(ana.next(), ana.next());
        assertEquals(List.of("live.shop.*", "live.shop.a"),
            ended.stream().map(Told::channel).sorted().toList());
        publish("live.shop.a");
        publish("live.still.a");
        assertEquals("live.still.a", ana.next("noted").channel(), "the others are not harmed");
    }

    @Test
    void whatIsNewExistsAndWhatIsGoneDoesNot() {
        assertEquals("not_found", refusal("live.fresh.a"));
        declare("{fresh: {log: durable, subscribe: authenticated, publish: authenticated}}");
        assertEquals(1, publish("live.fresh.a").getLong("seq"));
        assertEquals("not_found", refusal("live.shop.a"));
        assertEquals(1, publish("live.demo.a").getLong("seq"), "the profile's own stay");
    }

    @Test
    void aFaultAnywhereLeavesAllAsItWas() {
        var before = Ground.counter(node.port(), "parley_namespaces_refused_total");
        node.declare("{shop: {log: durable, subscribe: server}, other: {log: paper}}");
        Ground.until(() -> Ground.counter(node.port(), "parley_namespaces_refused_total") > before);
        assertEquals(1, publish("live.shop.a").getLong("seq"));
        assertEquals("not_found", refusal("live.other.a"));
        assertEquals(before + 1, Ground.counter(node.port(), "parley_namespaces_refused_total"),
            "told once, however often it is read");
        declare("{other: {log: none, publish: authenticated}}");
        assertFalse(publish("live.other.a").containsKey("seq"));
    }

    @Test
    void aChannelThatGetsALogTellsWhereItStandsAndGoesOn() {
        ana.subscribe("live.still.a");
        assertFalse(ana.next("subscribed").body().containsKey("seq"));
        publish("live.still.a");
        assertFalse(ana.next("noted").body().containsKey("seq"));
        declare(OPEN.replace("log: none", "log: durable"));
        var again = ana.next("subscribed").body();
        assertEquals(0, again.getLong("seq"));
        assertFalse(again.getBoolean("recovered"));
        publish("live.still.a");
        assertEquals(1, ana.next("noted").seq());
    }

    @Test
    void aChannelThatLosesItsLogGoesOnWithoutNumbers() {
        ana.subscribe("live.shop.a");
        ana.next("subscribed");
        publish("live.shop.a");
        assertEquals(1, ana.next("noted").seq());
        declare(OPEN.replace("log: durable", "log: none"));
        publish("live.shop.a");
        assertFalse(ana.next("noted").body().containsKey("seq"));
        try (var ben = ClientDoor.WEBSOCKET.connect(node.port(), Ground.tokenOf("ben"))) {
            ben.subscribe("live.shop.a");
            assertFalse(ben.next("subscribed").body().containsKey("seq"));
            publish("live.shop.a");
            assertFalse(ben.next("noted").body().containsKey("seq"));
            assertTrue(ben.soon().isEmpty(), "nothing of the former log");
        }
    }
}
