package dev.parley.webhook;

import static dev.parley.webhook.Receiver.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Bus;
import dev.parley.config.Hook;
import dev.parley.config.WebhookSettings;
import dev.parley.persistence.DurableLog;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.room.RoomHouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Applications are told of what they chose, in order, verifiably, whatever happens to them or to us. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WebhookTest {

    private static final int LEASE_MS = 600;

    private final RoomHouse house = new RoomHouse(1);
    private final Receiver receiver = new Receiver(0);
    private final List<Vertx> nodes = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void end() {
        nodes.forEach(node -> await(node.close()));
        receiver.close();
        house.close();
    }

    static <T> T await(Future<T> future) {
        return RoomHouse.await(future);
    }

    private Hook hook(List<String> types, List<String> channels) {
        return new Hook("crm", URI.create("http://127.0.0.1:" + receiver.port() + "/hook"), Receiver.SECRET,
            Optional.empty(), types, channels);
    }

    /** A node that sends, as long as its Vert.x lives. */
    private Vertx node(String holder, long giveUpMs, Hook... hooks) {
        var vertx = Vertx.vertx();
        var settings = new WebhookSettings(List.of(hooks), 2_000, 4, 10, 20, 200, giveUpMs, LEASE_MS);
        nodes.add(vertx);
        await(vertx.deployVerticle(new WebhookVerticle(new WebhookParts(new Bus(vertx), house.store(),
            (DurableLog) house.door(), settings, holder, Clock.systemUTC(), new Random(1), meters))));
        return vertx;
    }

    private Vertx node(String holder, Hook... hooks) {
        return node(holder, 60_000, hooks);
    }

    private void room(String room) {
        house.call("ana", "rooms.create", "{'id':'" + room + "','name':'A room','visibility':'public'}");
    }

    private void post(String room, int from, int to) {
        for (int i = from; i < to; i++) {
            house.call("ana", "messages.post",
                "{'room':'" + room + "','text':'no " + i + "','id':'m" + i + "'}");
        }
    }

    private List<String> ids(String channel, Function<Receiver.Delivery, Boolean> taken) {
        return receiver.taken(taken).getOrDefault(channel, List.of()).stream()
            .map(event -> event.getString("id")).toList();
    }

    private static List<String> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    private JsonObject admin(String action, String body) {
        var offer = new WebhookClient(house.store(), 200).offers().stream()
            .filter(each -> each.action().equals(action)).findFirst().orElseThrow();
        return new JsonObject(await(offer.call(new Caller("root", "Root", Set.of(Caller.ADMIN), "s"),
            new Fields(new JsonObject(body.replace('\'', '"'))))));
    }

    @Test
    void tellsWhatWasChosenSignedAndInOrder() {
        node("one", hook(List.of("message.*"), List.of("room.a*")));
        for (var room : List.of("a1", "a2", "b1")) {
            room(room);
            post(room, 0, 60);
        }
        until("all", () -> ids("room.a1", any -> true).size() == 60
            && ids("room.a2", any -> true).size() == 60);
        assertEquals(Set.of("room.a1", "room.a2"), receiver.taken(any -> true).keySet());
        assertEquals(messages(60), ids("room.a1", any -> true));
        assertEquals(messages(60), ids("room.a2", any -> true));
        assertTrue(receiver.deliveries().stream().allMatch(Receiver.Delivery::genuine));
        assertEquals(house.log("room.a1", 0).stream().filter(event -> event.getString("id") != null
            && event.getString("id").startsWith("m")).toList(), receiver.taken(any -> true).get("room.a1"));
        until("counted", () -> meters.get("parley.webhook.events").counter().count() >= 120
            && meters.get("parley.webhook.delivery").timer().count()
            == meters.get("parley.webhook.deliveries").tag("outcome", "taken").counter().count());
    }

    @Test
    void aChannelThatFailsWaitsAndOthersGoOn() {
        node("one", hook(List.of("message.posted"), List.of("*")));
        receiver.answers(delivery -> delivery.channel().equals("room.bad") ? 500 : 200);
        for (var room : List.of("bad", "good")) {
            room(room);
            post(room, 0, 30);
        }
        until("the good ones", () -> ids("room.good", any -> true).size() == 30);
        until("tried again", () -> receiver.deliveries().stream()
            .filter(each -> each.channel().equals("room.bad")).count() > 3);
        var tries = receiver.deliveries().stream().filter(each -> each.channel().equals("room.bad")).toList();
        assertEquals(1, tries.stream().map(Receiver.Delivery::id).distinct().count(), "one id for all tries");
        assertEquals(1, tries.stream().map(Receiver.Delivery::events).distinct().count());
        var before = receiver.deliveries().size();
        receiver.answers(delivery -> 200);
        until("all of it", () -> {
            var later = new HashSet<>(receiver.deliveries().subList(before, receiver.deliveries().size()));
            return ids("room.bad", later::contains).size() == 30;
        });
        until("nothing is left", () -> admin("list", "{}").getJsonArray("hooks").getJsonObject(0)
            .getInteger("pending") == 0);
    }

    @Test
    void whatIsDeletedBeforeItIsToldIsToldAsDeleted() {
        receiver.answers(delivery -> 503);
        node("one", hook(List.of("message.*"), List.of("*")));
        room("a");
        post("a", 0, 1);
        until("a try", () -> !receiver.deliveries().isEmpty());
        house.call("ana", "messages.delete", "{'room':'a','id':'m0'}");
        receiver.answers(delivery -> delivery.events().getFirst().encode().contains("no 0") ? 503 : 200);
        until("the tombstone", () -> receiver.deliveries().stream().anyMatch(delivery -> delivery.events()
            .getFirst().getJsonObject("data").getJsonObject("message").getBoolean("deleted", false)));
        until("its deletion", () -> receiver.deliveries().stream().flatMap(each -> each.events().stream())
            .anyMatch(event -> event.getString("type").equals("message.deleted")));
    }

    @Test
    void givesUpAfterAWhileAndDeadLettersCanBeSentAgain() {
        node("one", 300, hook(List.of("message.posted"), List.of("*")));
        receiver.answers(delivery -> delivery.events().getFirst().getString("id").equals("m0") ? 500 : 200);
        room("a");
        post("a", 0, 1);
        until("a dead letter", () -> !admin("letters", "{'hook':'crm'}").getJsonArray("letters").isEmpty());
        var letter = admin("letters", "{'hook':'crm'}").getJsonArray("letters").getJsonObject(0);
        assertEquals("room.a", letter.getString("channel"));
        assertTrue(letter.getInteger("attempts") >= 1);
        assertEquals("answered 500", letter.getString("error"));
        post("a", 1, 5);
        until("the channel goes on", () -> ids("room.a",
            delivery -> !delivery.events().getFirst().getString("id").equals("m0")).size() == 4);
        var before = receiver.deliveries().size();
        receiver.answers(delivery -> 200);
        assertEquals(1, admin("retry", "{'hook':'crm','channel':'room.a'}").getInteger("letters"));
        until("sent again", () -> receiver.deliveries().stream().skip(before)
            .anyMatch(delivery -> delivery.events().getFirst().getString("id").equals("m0")));
        assertTrue(admin("letters", "{'hook':'crm'}").getJsonArray("letters").isEmpty());
    }

    @Test
    void anotherNodeTakesOverAndNothingIsMissing() {
        var first = node("one", hook(List.of("message.posted"), List.of("*")));
        room("a");
        post("a", 0, 20);
        until("the first ones", () -> ids("room.a", any -> true).size() == 20);
        node("two", hook(List.of("message.posted"), List.of("*")));
        assertEquals("one", admin("list", "{}").getJsonArray("hooks").getJsonObject(0).getString("sender"));
        nodes.remove(first);
        await(first.close());
        post("a", 20, 40);
        until("the rest", () -> ids("room.a", any -> true).size() == 40);
        assertEquals(messages(40), ids("room.a", any -> true));
        assertEquals("two", admin("list", "{}").getJsonArray("hooks").getJsonObject(0).getString("sender"));
    }

    @Test
    void whatIsSaidUnderAnOldLeaseHasNoEffect() {
        node("none");
        house.call("ana", "rooms.create", "{'id':'a','name':'A','visibility':'public'}");
        house.sql("select parley.set_webhooks('{\"hooks\":[{\"name\":\"crm\",\"types\":[\"*\"],"
            + "\"channels\":[\"*\"]}]}', '', true)");
        post("a", 0, 3);
        var seqs = LongStream.rangeClosed(1, 9).boxed().toList();
        var channel = house.query("select id from parley.channel where name = 'room.a'").getFirst()
            .getLong(0);
        var step = "select reply from parley.webhook_step('{\"hook\":\"crm\",\"holder\":\"%s\",\"fence\":%d,"
            + "\"lease_ms\":%d,\"done\":[{\"channel\":" + channel + ",\"seqs\":" + seqs + "}],\"failed\":[],"
            + "\"busy\":[],\"want\":1,\"batch\":10,\"after\":0,\"give_up_ms\":1}', '', true)";
        var taken = new JsonObject(house.query(step.formatted("one", 0, 0)).getFirst().getString(0));
        assertEquals(3, taken.getJsonArray("work").getJsonObject(0).getJsonArray("seqs").size(),
            "a new holder brings no outcomes");
        house.query(step.formatted("two", 0, 60_000));
        assertEquals("{}", house.query(step.formatted("one", taken.getInteger("fence"), 0)).getFirst()
            .getString(0));
        assertEquals(3L, house.query("select count(*) from parley.delivery").getFirst().getLong(0));
        house.query(step.formatted("two", taken.getInteger("fence") + 1, 60_000));
        assertEquals(0L, house.query("select count(*) from parley.delivery").getFirst().getLong(0));
    }

    @Test
    void aRedirectionIsNotFollowed() {
        node("one", hook(List.of("message.posted"), List.of("*")));
        receiver.answers(delivery -> 307);
        room("a");
        post("a", 0, 1);
        until("several tries", () -> receiver.deliveries().size() > 2);
        var failing = admin("list", "{}").getJsonArray("hooks").getJsonObject(0).getJsonArray("failing");
        assertEquals("answered 307", failing.getJsonObject(0).getString("error"));
    }

    @Test
    void costsNothingWhereThereIsNoHook() {
        var triggers = "select count(*) from pg_trigger where tgname = 'publication_webhook'";
        node("one");
        assertEquals(0L, house.query(triggers).getFirst().getLong(0));
        node("two", hook(List.of("*"), List.of("*")));
        assertEquals(1L, house.query(triggers).getFirst().getLong(0));
        admin("forget", "{'hook':'crm'}");
        nodes.forEach(node -> await(node.close()));
        nodes.clear();
        node("three");
        assertEquals(0L, house.query(triggers).getFirst().getLong(0));
        assertFalse(house.query("select 1 from parley.webhook").iterator().hasNext());
    }
}
