package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.config.PostgresSettings;
import dev.parley.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh database with the schema for each test, a connection that looks behind the scenes, and nodes. */
final class Stage implements BeforeEachCallback, AfterEachCallback {

    private final List<AutoCloseable> open = new ArrayList<>();
    private Vertx vertx;
    private PostgresSettings settings;
    private Sql sql;

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        vertx = Vertx.vertx();
        settings = database();
        sql = sql();
    }

    /** One more database with the schema. */
    PostgresSettings database() {
        return TestPostgres.database("persistence", empty -> Schema.migrate(vertx, empty));
    }

    PostgresSettings settings() {
        return settings;
    }

    Vertx vertx() {
        return vertx;
    }

    /** The connection behind the scenes. */
    Sql behind() {
        return sql;
    }

    /** One more connection of that kind. */
    Sql sql() throws Exception {
        return keep(new Sql(vertx, settings));
    }

    TestNode node() throws Exception {
        return keep(new TestNode(settings));
    }

    TestNode node(PostgresSettings other) throws Exception {
        return keep(new TestNode(other));
    }

    /** A wire to the database, and what leads a node over it. */
    Wire wire() throws Exception {
        return keep(new Wire(vertx, settings.port()));
    }

    PostgresSettings over(Wire wire) {
        return settings.at("127.0.0.1", wire.port(), settings.database(), settings.user(), "");
    }

    private <T extends AutoCloseable> T keep(T opened) {
        open.add(opened);
        return opened;
    }

    /** Waits, with a limit, until the query, which gives one number, gives more than zero. */
    void until(String query) throws Exception {
        Await.until(() -> {
            assertNotEquals(0, sql.number(query), query);
            return query;
        });
    }

    /** Waits until somebody waits for a lock. */
    void untilSomebodyWaits() throws Exception {
        until("""
            select count(*) from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'""");
    }

    /** A room with members, all with the role of a member. */
    void room(String id, String visibility, String... members) throws Exception {
        room(sql, id, visibility, members);
    }

    static void room(Sql sql, String id, String visibility, String... members) throws Exception {
        var channel = sql.number("select id from parley.open_channel($1, 0::smallint, true)", "room." + id);
        sql.rows("""
            insert into parley.room (channel, name, visibility, created_by, created_at, members)
            values ($1, $2, $3, 'nobody', now(), $4)""", channel, id, visibility, members.length);
        for (var member : members) {
            join(sql, id, member, Role.MEMBER);
        }
    }

    /** Puts a person into a room as it is when a change has committed that does so. */
    void join(String room, String person, Role role) throws Exception {
        join(sql, room, person, role);
    }

    private static void join(Sql sql, String room, String person, Role role) throws Exception {
        sql.rows("""
            insert into parley.member (channel, person, role, name, since)
            select id, $2, $3, $2, now() from parley.channel where name = $1
            on conflict (channel, person) do update set role = excluded.role""",
            "room." + room, person, role.level());
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
        Sql.await(vertx.close());
    }
}
