package dev.parley.persistence;

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
        settings = TestPostgres.database("persistence", empty -> Schema.migrate(vertx, empty));
        sql = sql();
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
        var made = new Sql(vertx, settings);
        open.add(made);
        return made;
    }

    TestNode node() throws Exception {
        return keep(new TestNode(settings));
    }

    TestNode node(PostgresSettings other) throws Exception {
        return keep(new TestNode(other));
    }

    private TestNode keep(TestNode node) {
        open.add(node);
        return node;
    }

    /** A room with members, all with the role of a member. */
    void room(String id, String visibility, String... members) throws Exception {
        var channel = sql.number("select id from parley.open_channel($1, 0::smallint, true)", "room." + id);
        sql.rows("""
            insert into parley.room (channel, name, visibility, created_by, created_at, members)
            values ($1, $2, $3, 'nobody', now(), $4)""", channel, id, visibility, members.length);
        for (var member : members) {
            join(id, member, Role.MEMBER);
        }
    }

    /** Puts a person into a room as it is when a change has committed that does so. */
    void join(String room, String person, Role role) throws Exception {
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
