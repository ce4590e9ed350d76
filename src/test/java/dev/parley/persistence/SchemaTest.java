package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.PostgresSettings;
import dev.parley.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static Vertx vertx;

    private final PostgresSettings database = TestPostgres.emptyDatabase();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        Sql.await(vertx.close());
    }

    @Test
    void fourNodesMayMigrateAtOnce() throws Exception {
        var runners = Stream.generate(() -> Schema.migrate(vertx, database)).limit(4).toList();
        Sql.await(Future.all(runners));
        try (var sql = new Sql(vertx, database)) {
            assertEquals(Script.all().size(), sql.number("select count(*) from parley.script"));
            assertEquals(1L, sql.number("select count(*) from parley.identity"));
        }
    }

    @Test
    void appliesNothingTwice() throws Exception {
        Sql.await(Schema.migrate(vertx, database));
        try (var sql = new Sql(vertx, database)) {
            var before = sql.text("select max(applied_at)::text from parley.script");
            Sql.await(Schema.migrate(vertx, database));
            assertEquals(before, sql.text("select max(applied_at)::text from parley.script"));
        }
    }

    @Test
    void aFailedMigrationLeavesNothingBehind() throws Exception {
        var scripts = new ArrayList<>(Script.all());
        scripts.add(new Script("999_bad", true, "create table parley.half (); select nonsense", "1"));
        assertThrows(ExecutionException.class, () -> Sql.await(Schema.migrate(vertx, database, scripts)));
        try (var sql = new Sql(vertx, database)) {
            assertEquals(0L, sql.number("select count(*) from pg_namespace where nspname = 'parley'"));
        }
    }

    @Test
    void refusesAMigrationThatWasChangedAfterwards() throws Exception {
        Sql.await(Schema.migrate(vertx, database, List.of(new Script("001_a", true, "select 1", "old"))));
        var changed = List.of(new Script("001_a", true, "select 2", "new"));
        var fault = assertThrows(ExecutionException.class,
            () -> Sql.await(Schema.migrate(vertx, database, changed)));
        assertTrue(fault.getMessage().contains("001_a"), fault.getMessage());
    }

    @Test
    void functionsFollowTheirText() throws Exception {
        Sql.await(Schema.migrate(vertx, database, List.of(answer(1))));
        Sql.await(Schema.migrate(vertx, database, List.of(answer(2))));
        try (var sql = new Sql(vertx, database)) {
            assertEquals(2L, sql.number("select parley.answer()"));
        }
    }

    @Test
    void anOlderNodeLeavesTheFunctionsOfANewerOneAlone() throws Exception {
        var newer = List.of(new Script("002_b", true, "select 1", "1"), answer(2));
        Sql.await(Schema.migrate(vertx, database, newer));
        Sql.await(Schema.migrate(vertx, database, List.of(answer(1))));
        try (var sql = new Sql(vertx, database)) {
            assertEquals(2L, sql.number("select parley.answer()"));
        }
    }

    @Test
    void aFunctionMayGetOtherNamesAndAnswersWithoutLosingWhatOthersWereGiven() throws Exception {
        var granted = "create or replace function parley.given() returns int language sql return 1;"
            + " do $$ begin if not exists (select from pg_roles where rolname = 'visitor') then"
            + " create role visitor; end if; end $$; ";
        var former = granted + "create or replace function parley.twice(a int) returns int"
            + " language sql as $$ select 2 * a $$; grant execute on function parley.given() to visitor";
        var next = granted.replace("return 1", "return 2") + "create or replace function parley.twice(b int)"
            + " returns bigint language sql as $$ select 2::bigint * b $$";
        Sql.await(Schema.migrate(vertx, database, List.of(new Script("some", false, former, "1"))));
        Sql.await(Schema.migrate(vertx, database, List.of(new Script("some", false, next, "2"))));
        try (var sql = new Sql(vertx, database)) {
            assertEquals(6L, sql.number("select parley.twice(b => 3)"));
            assertEquals(1L, sql.number("select count(*) from pg_proc where proname = 'twice'"));
            assertEquals(2L, sql.number("select parley.given()::bigint"));
            assertTrue(sql.text("select proacl::text from pg_proc where proname = 'given'")
                .contains("visitor"));
        }
    }

    private static Script answer(int value) {
        var text = "create or replace function parley.answer() returns bigint language sql return " + value;
        return new Script("answer", false, text, "sum" + value);
    }
}
