package dev.parley.outbox;

import static dev.parley.outbox.OutboxHouse.await;
import static dev.parley.outbox.OutboxHouse.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SqlSettings;
import dev.parley.log.Draft;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What applications publish in their transactions becomes events: all of it, once, in the order promised. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OutboxTest {

    private final OutboxHouse house = new OutboxHouse();

    @AfterEach
    void end() throws Exception {
        house.close();
    }

    private static void run(PgConnection connection, String sql) {
        await(connection.query(sql).execute());
    }

    private static void publish(PgConnection connection, String channel, Object n) {
        run(connection, "select parley.publish('" + channel + "', '{\"n\":" + n + "}')");
    }

    private List<Integer> numbers(String channel) {
        return house.log(channel).stream().map(data -> data.getInteger("n")).toList();
    }

    @Test
    void publishesWhatIsCommittedAndNothingElse() {
        house.node("a");
        var shop = house.connect("postgres");
        run(shop, "begin");
        publish(shop, "live.orders.1", 1);
        publish(shop, "live.orders.2", 2);
        run(shop, "commit; begin");
        publish(shop, "live.orders.1", 3);
        run(shop, "savepoint s");
        publish(shop, "live.orders.1", 4);
        run(shop, "rollback to s");
        publish(shop, "live.orders.1", 5);
        run(shop, "commit; begin");
        publish(shop, "live.orders.1", 6);
        run(shop, "rollback");
        publish(shop, "live.orders.1", 7);
        until(() -> numbers("live.orders.1").size() == 4);
        house.untilEmpty();
        assertEquals(List.of(1, 3, 5, 7), numbers("live.orders.1"));
        assertEquals(List.of(2), numbers("live.orders.2"));
        until(() -> house.rung.size() == 5);
        var first = (Publication) house.rung.peek();
        var event = new JsonObject(first.json());
        assertEquals("message", event.getString("type"));
        assertEquals(1, event.getLong("seq"));
        assertTrue(event.containsKey("id") && event.containsKey("at") && !event.containsKey("by"),
            event::encode);
    }

    @Test
    void waitsForNobodyWhoHasAnEarlierIdAndLosesHimNeither() {
        var node = house.node("a");
        var late = house.connect("postgres");
        var quick = house.connect("postgres");
        run(late, "begin");
        publish(late, "live.orders.1", 1);
        for (int n = 2; n < 200; n++) {
            publish(quick, "live.orders.1", n);
        }
        until(() -> numbers("live.orders.1").size() == 198);
        // Long enough for whoever remembers a place to have passed it.
        var steps = node.count("published");
        publish(quick, "live.orders.1", 200);
        until(() -> node.count("published") > steps);
        run(late, "commit");
        until(() -> numbers("live.orders.1").size() == 200);
        assertEquals(1, numbers("live.orders.1").getLast());
    }

    @Test
    void publishesAnIdOnce() {
        house.node("a");
        var shop = house.connect("postgres");
        run(shop, "select parley.publish('live.orders.1', '{\"n\":1}', 'x'),"
            + " parley.publish('live.orders.1', '{\"n\":2}', 'x'),"
            + " parley.publish('live.orders.2', '{}', 'x')");
        house.untilEmpty();
        run(shop, "select parley.publish('live.orders.1', '{\"n\":3}', 'x')");
        house.untilEmpty();
        assertEquals(List.of(1), numbers("live.orders.1"));
        house.sql("update parley.publication set author = 'ana'");
        run(shop, "select parley.publish('live.orders.1', '{\"n\":4}', 'x')");
        house.untilEmpty();
        assertEquals(List.of("its id is that of another one's event"), house.deaths());
    }

    @Test
    void makesDeadLettersOfWhatCannotBePublishedAndGoesOn() {
        var node = house.node("a");
        var shop = house.connect("postgres");
        publish(shop, "live.nowhere.1", 1);
        for (var space : List.of("orders", "recent", "passing")) {
            run(shop, "select parley.publish('live." + space + ".1', to_jsonb(repeat('x', "
                + OutboxHouse.BYTES_MAX + ")))");
        }
        publish(shop, "live.orders.1", 2);
        until(() -> house.deaths().size() == 4);
        house.untilEmpty();
        assertEquals(List.of("there is no namespace nowhere", "its data have 1002 bytes, more than 1000",
            "its data have more than 1000 bytes", "its data have more than 1000 bytes"), house.deaths());
        assertEquals(List.of(2), numbers("live.orders.1"));
        until(() -> node.count("dead") == 4);
        until(() -> node.meters.get("parley.sql.dead.letters").gauge().value() == 4);
    }

    @Test
    void keepsTheNewestOnlyWhereTheNamespaceSaysSo() {
        house.node("a");
        var shop = house.connect("postgres");
        IntStream.rangeClosed(1, 12).forEach(n -> publish(shop, "live.short.1", n));
        house.untilEmpty();
        assertEquals(7, house.number("select floor from parley.channel where name = 'live.short.1'"));
    }

    @Test
    void passesOverAChannelThatIsHeld() {
        house.node("a");
        var shop = house.connect("postgres");
        publish(shop, "live.orders.held", 1);
        until(() -> numbers("live.orders.held").size() == 1);
        var holder = house.connect("postgres");
        run(holder, "begin; select 1 from parley.channel where name = 'live.orders.held' for update");
        IntStream.rangeClosed(2, 120).forEach(n -> publish(shop, "live.orders.held", n));
        IntStream.rangeClosed(1, 60).forEach(n -> publish(shop, "live.orders.free", n));
        until(() -> numbers("live.orders.free").size() == 60);
        assertEquals(List.of(1), numbers("live.orders.held"));
        run(holder, "rollback");
        until(() -> numbers("live.orders.held").size() == 120);
        assertEquals(IntStream.rangeClosed(1, 120).boxed().toList(), numbers("live.orders.held"));
        assertEquals(IntStream.rangeClosed(1, 60).boxed().toList(), numbers("live.orders.free"));
    }

    @Test
    void handsOverInOrderWhatRedisKeepsAndHoldsUpNobodyWhileItIsAway() {
        var away = new AtomicInteger(40);
        house.journal = draft -> draft.channel().equals("live.recent.2") || away.decrementAndGet() < 0
            ? Optional.empty() : Optional.of(Refusal.unavailable("Redis is away.", 10).asException());
        house.node("a");
        var shop = house.connect("postgres");
        IntStream.rangeClosed(1, 30).forEach(n -> {
            publish(shop, "live.recent.1", n);
            publish(shop, "live.recent.2", n);
        });
        publish(shop, "live.orders.1", 1);
        until(() -> numbers("live.orders.1").size() == 1);
        away.set(2);
        house.untilEmpty();
        for (var channel : List.of("live.recent.1", "live.recent.2")) {
            assertEquals(IntStream.rangeClosed(1, 30).boxed().toList(), handed(channel));
        }
        assertTrue(house.handed.stream().allMatch(Draft::named));
    }

    private List<Integer> handed(String channel) {
        return house.handed.stream().filter(draft -> draft.channel().equals(channel))
            .map(draft -> new JsonObject(draft.data()).getInteger("n")).toList();
    }

    @Test
    void buriesWhatRedisRefusesForGood() {
        house.journal = draft -> new JsonObject(draft.data()).getInteger("n") != 2 ? Optional.empty()
            : Optional.of(new Refusal(FailureType.CONFLICT, "That id is taken.").asException());
        house.node("a");
        var shop = house.connect("postgres");
        IntStream.rangeClosed(1, 3).forEach(n -> publish(shop, "live.recent.1", n));
        house.untilEmpty();
        assertEquals(List.of(1, 3), handed("live.recent.1"));
        assertEquals(List.of("That id is taken."), house.deaths());
    }

    @Test
    void tellsOnceWhatNobodyKeeps() {
        house.node("a");
        var shop = house.connect("postgres");
        IntStream.rangeClosed(1, 100).forEach(n -> publish(shop, "live.passing.1", n));
        until(() -> house.handed.size() == 100);
        house.untilEmpty();
        assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), handed("live.passing.1"));
    }

    @Test
    void isWokenByNotifyWhereThatIsSwitchedOn() {
        house.node("a", new SqlSettings(true, 600_000, 50, 3_600_000, 0, 30));
        var shop = house.connect("postgres");
        until(() -> house.number("select count(*) from pg_stat_activity where query ilike 'listen%'") > 0
            && house.number("select count(*) from parley.outbox_setting where notify") == 1);
        for (int n = 1; n <= 3; n++) {
            int known = n;
            publish(shop, "live.orders.1", n);
            until(() -> numbers("live.orders.1").size() == known);
        }
    }

    @Test
    void writesNothingWhileThereIsNothingToDo() {
        house.node("a", new SqlSettings(false, 10, 50, 3_600_000, 0, 30));
        var shop = house.connect("postgres");
        publish(shop, "live.orders.1", 1);
        house.untilEmpty();
        var read = "select xact_commit from pg_stat_database where datname = current_database()";
        var since = new AtomicInteger();
        until(() -> house.number("select count(*) from parley.lease where name = 'outbox'") == 1);
        var taken = house.text("select until::text from parley.lease where name = 'outbox'");
        var looks = house.number(read);
        until(() -> since.incrementAndGet() > 0 && house.number(read) > looks + 20);
        assertEquals(taken, house.text("select until::text from parley.lease where name = 'outbox'"));
    }
}
