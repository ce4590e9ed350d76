package dev.parley.outbox;

import static dev.parley.outbox.OutboxHouse.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application's role, which may call our functions and nothing else of ours, publishes and watches. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatchTest {

    private static final String ROLE = "shop_" + Long.toString(System.nanoTime(), 36);

    private final OutboxHouse house = new OutboxHouse();
    private PgConnection shop;

    @BeforeEach
    void begin() {
        house.sql("do $$ begin create role " + ROLE + " login; exception when duplicate_object then null;"
            + " end $$; create schema shop authorization " + ROLE + "; select parley.allow('" + ROLE + "')");
        shop = house.connect(ROLE);
        run("create table shop.orders (id integer primary key, customer text, status text not null,"
            + " \"Odd Name\" text not null default 'o', total numeric(10, 2))");
    }

    @AfterEach
    void end() throws Exception {
        house.close();
    }

    private void run(String sql) {
        run(shop, sql);
    }

    private static void run(PgConnection connection, String sql) {
        await(connection.query(sql).execute());
    }

    private String refused(String sql) {
        return assertThrows(PgException.class, () -> run(sql), sql).getErrorMessage();
    }

    /** What stands in the outbox: channel, type and data. */
    private List<String> outbox() {
        var rows = await(house.connect("postgres").query(
            "select channel || ' ' || type || ' ' || data from parley.outbox order by id").execute());
        return rows.stream().map(row -> row.getString(0)).toList();
    }

    @Test
    void aBareRoleMayPublishAndNothingElse() {
        run("select parley.publish('live.orders.1', '{}')");
        assertEquals(List.of("live.orders.1 message {}"), outbox());
        for (var table : List.of("outbox", "outbox_dead", "outbox_setting", "publication", "lease")) {
            assertTrue(refused("select * from parley." + table).contains("permission denied"), table);
        }
        for (var call : List.of("bury('orders', '{1}', '')",
            "outbox_step('{}', '', false)", "allow('" + ROLE + "')", "take_lease('outbox', 'x', 0, 9)")) {
            var why = refused("select parley." + call);
            assertTrue(why.contains("permission denied"), why);
        }
        for (var type : List.of("'type', 'state.changed'", "'kind', 'x'")) {
            assertEquals("parley.tell_change: terms name no type that an event can have",
                refused("select parley.tell_change('insert', jsonb_build_object('pattern', 'live.demo.x',"
                    + " 'named', '[]'::jsonb, " + type + "), '{}', null)"));
        }
        house.sql("select parley.disallow('" + ROLE + "')");
        assertTrue(refused("select parley.publish('live.orders.1', '{}')").contains("permission denied"));
    }

    @Test
    void nothingThatTheRoleMakesRunsWithOurRights() {
        run("create function pg_temp.split_part(text, text, integer) returns text language sql"
            + " as $$ select current_user::text $$;"
            + "create function shop.to_jsonb(shop.orders) returns jsonb language sql as"
            + " $$ select jsonb_build_object('id', current_user, 'status', 'stolen') $$;"
            + "create type shop.mood as enum ('good', 'bad');"
            + "create function shop.told(shop.mood) returns json language sql"
            + " as $$ select to_json(current_user) $$;"
            + "create cast (shop.mood as json) with function shop.told(shop.mood);"
            + "alter table shop.orders add mood shop.mood;"
            + "set search_path = pg_temp, shop, pg_catalog;"
            + "select parley.watch('shop.orders', 'live.orders.$id', array['mood', 'status']);"
            + "insert into shop.orders (id, status, mood) values (1, 'new', 'good')");
        assertEquals(List.of("live.orders.1 row.changed {\"op\": \"insert\", \"row\": {\"mood\": \"" + ROLE
            + "\", \"status\": \"new\"}}"), outbox());
        assertEquals("orders", house.text("select namespace from parley.outbox"));
    }

    @Test
    void saysAtOnceWhatIsWrongWithAPublish() {
        assertEquals("parley.publish: 'room.lobby' is not the name of a live channel",
            refused("select parley.publish('room.lobby', '{}')"));
        assertEquals("parley.publish: null is not the name of a live channel",
            refused("select parley.publish(null, '{}')"));
        assertEquals("parley.publish: data is null", refused("select parley.publish('live.a.b', null)"));
        assertEquals("parley.publish: 'a b' cannot be an event's id",
            refused("select parley.publish('live.a.b', '1', 'a b')"));
        assertEquals("parley.publish: 'state.changed' cannot be an event's type",
            refused("select parley.publish('live.a.b', '1', null, 'state.changed')"));
    }

    @Test
    void tellsEachChangeOfARow() {
        run("select parley.watch('shop.orders', 'live.orders.$id', array['id', 'status'], 'order')");
        run("insert into shop.orders values (1, 'ana', 'new', 'o', 9.5); "
            + "update shop.orders set status = 'paid'; update shop.orders set total = 10; "
            + "update shop.orders set id = 2; delete from shop.orders");
        assertEquals(List.of(
            "live.orders.1 order {\"op\": \"insert\", \"row\": {\"id\": 1, \"status\": \"new\"}}",
            "live.orders.1 order {\"op\": \"update\", \"old\": {\"id\": 1, \"status\": \"new\"}, "
                + "\"row\": {\"id\": 1, \"status\": \"paid\"}}",
            "live.orders.1 order {\"op\": \"update\", \"old\": {\"id\": 1, \"status\": \"paid\"}, "
                + "\"row\": {\"id\": 2, \"status\": \"paid\"}}",
            "live.orders.2 order {\"op\": \"update\", \"old\": {\"id\": 1, \"status\": \"paid\"}, "
                + "\"row\": {\"id\": 2, \"status\": \"paid\"}}",
            "live.orders.2 order {\"op\": \"delete\", \"old\": {\"id\": 2, \"status\": \"paid\"}}"),
            outbox());
    }

    @Test
    void whoeverElseWritesToTheTableNeedsNoRightOfOurs() {
        run("select parley.watch('shop.orders', 'live.orders.$id')");
        house.sql("do $$ begin create role " + ROLE + "_clerk login; exception when duplicate_object then"
            + " null; end $$; grant usage on schema shop to " + ROLE + "_clerk;"
            + " grant insert on shop.orders to " + ROLE + "_clerk");
        var clerk = house.connect(ROLE + "_clerk");
        run(clerk, "insert into shop.orders (id, status) values (1, 'new')");
        assertEquals(1, outbox().size());
        assertThrows(PgException.class, () -> run(clerk, "select parley.publish('live.orders.1', '{}')"));
    }

    @Test
    void fillsInNamesOfAnyFormAndLongerOnesFirst() {
        run("create table shop.\"Big Table\" (i integer not null, id text not null, \"a.b\" text not null)");
        run("select parley.watch('shop.\"Big Table\"', 'live.odd.$id-${i}_x$i:${a.b}')");
        run("insert into shop.\"Big Table\" values (7, 'k@x', 'v')");
        assertEquals("live.odd.k@x-7_x7:v", house.text("select channel from parley.outbox"));
        assertEquals("live.odd.$id-${i}_x$i:${a.b}", house.text("select pattern from parley.watches()"));
    }

    @Test
    void whatARowHoldsNeverStopsTheApplication() {
        run("select parley.watch('shop.orders', 'live.orders.${Odd Name}')");
        run("insert into shop.orders values (1, null, 'new', 'a b', 1), (2, null, 'new', 'a.b', 1),"
            + " (3, null, 'new', '', 1), (4, null, 'new', '-', 1), (5, null, 'new', repeat('x', 200), 1)");
        run("alter table shop.orders rename \"Odd Name\" to even");
        run("insert into shop.orders values (6, null, 'new', 'ok', 1)");
        assertEquals(List.of(), outbox());
        assertEquals(List.of("column \"Odd Name\" holds 'a b', which cannot stand in a name",
            "column \"Odd Name\" holds 'a.b', which cannot stand in a name",
            "column \"Odd Name\" holds '', which cannot stand in a name",
            "'live.orders.-' is not the name of a live channel",
            "'live.orders." + "x".repeat(188) + "' is not the name of a live channel",
            "the table has no column \"Odd Name\" any more: watch it again"), house.deaths());
        assertEquals(6, house.number("select count(*) from shop.orders"));
    }

    @Test
    void saysAtOnceWhatIsWrongWithAWatch() {
        assertEquals("parley.watch: shop.orders has no column nope",
            refused("select parley.watch('shop.orders', 'live.orders.$nope')"));
        assertEquals("parley.watch: shop.orders has no column total_",
            refused("select parley.watch('shop.orders', 'live.orders.$id', array['total_'])"));
        assertEquals("parley.watch: column customer of shop.orders may be null, and such a row has no"
                + " channel",
            refused("select parley.watch('shop.orders', 'live.orders.$customer')"));
        for (var pattern : List.of("orders.$id", "live.$id.x", "live.orders", "live.or ders.x",
            "live.o.$(x)")) {
            assertEquals("parley.watch: '" + pattern + "' names no live channel",
                refused("select parley.watch('shop.orders', '" + pattern + "')"));
        }
        run("create view shop.paid as select * from shop.orders");
        assertEquals("parley.watch: shop.paid is no table",
            refused("select parley.watch('shop.paid', 'live.orders.$id')"));
        assertEquals("parley.watch: columns names none, or null",
            refused("select parley.watch('shop.orders', 'live.orders.$id', '{}')"));
        assertEquals("relation \"shop.gone\" does not exist",
            refused("select parley.watch('shop.gone', 'live.orders.$id')"));
        house.sql("create table public.theirs (id integer primary key)");
        assertEquals("permission denied for schema public",
            refused("select parley.watch('public.theirs', 'live.orders.$id')"));
        assertEquals(0, house.number("select count(*) from parley.watches()"));
    }

    @Test
    void aRowWithoutAChannelIsLeftOutWhereThatIsWanted() {
        run("select parley.watch('shop.orders', 'live.orders.$customer', array['id'], skip_nulls => true)");
        run("insert into shop.orders (id, status) values (1, 'new'); "
            + "update shop.orders set customer = 'ana'; update shop.orders set customer = null");
        assertEquals(List.of("live.orders.ana", "live.orders.ana"),
            outbox().stream().map(row -> row.split(" ")[0]).toList());
        assertEquals(List.of(), house.deaths());
    }

    @Test
    void watchesPartitionsAndEndsWithoutATrace() {
        run("create table shop.event (id integer not null, day date not null) partition by range (day);"
            + "create table shop.event_a partition of shop.event for values from ('2026-01-01') to"
            + " ('2026-07-01'); select parley.watch('shop.event', 'live.orders.$id');"
            + "select parley.watch('shop.event', 'live.orders.$id', array['id']);"
            + "select parley.watch('shop.event', 'live.orders.all')");
        assertEquals(2, house.number("select count(*) from parley.watches()"));
        run("create table shop.event_b partition of shop.event for values from ('2026-07-01') to"
            + " ('2027-01-01'); insert into shop.event values (1, '2026-02-01'), (2, '2026-08-01')");
        assertEquals(4, outbox().size());
        assertTrue(outbox().stream()
            .anyMatch(row -> row.endsWith("{\"op\": \"insert\", \"row\": {\"id\": 2}}")));
        run("select parley.unwatch('shop.event', 'live.orders.all')");
        assertEquals(1, house.number("select count(*) from parley.watches()"));
        run("select parley.unwatch('shop.event'); insert into shop.event values (3, '2026-02-01')");
        assertEquals(4, outbox().size());
        assertEquals(0, house.number("select count(*) from pg_proc where proname like 'parley_watch%'"));
        assertEquals(0, house.number("select count(*) from pg_trigger where tgname like 'parley_watch%'"));
    }
}
