package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.PostgresSettings;
import dev.parley.embedded.PostgresServer;
import dev.parley.log.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Law 3: positions of two histories are never compared. */
class EpochTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @TempDir
    Path folder;

    @Test
    void isTheSameForAllNodesAndOverReconnects() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        var before = node.post("lobby", "ana", "m1").getString("epoch");
        assertEquals(before, stage.node().post("lobby", "ana", "m2").getString("epoch"));
        wire.disconnect();
        wire.connect();
        assertEquals(before, Await.until(() -> node.post("lobby", "ana", "m3")).getString("epoch"));
    }

    @Test
    void isAnotherForEachDatabaseAndAfterARestore() throws Exception {
        var first = stage.behind().text("select parley.epoch(true)");
        try (var other = new Sql(stage.vertx(), stage.database())) {
            assertNotEquals(first, other.text("select parley.epoch(true)"));
        }
        stage.behind().run("select parley.new_identity()");
        assertNotEquals(first, stage.behind().text("select parley.epoch(true)"));
    }

    /** An asynchronous replica lacks what was acknowledged, and gives the same numbers again. */
    @Test
    void changesWhenAReplicaIsPromoted() throws Exception {
        var primary = PostgresServer.start(folder.resolve("primary"), 0, false);
        prepare(primary);
        primary.close();
        copy(folder.resolve("primary"), folder.resolve("replica"));
        primary = PostgresServer.start(folder.resolve("primary"), primary.port(), false);
        standby(folder.resolve("replica"), primary.port());
        try (var replica = PostgresServer.start(folder.resolve("replica"), 0, false);
             var wire = new Wire(stage.vertx(), primary.port());
             var replicaSql = new Sql(stage.vertx(), settings(replica.port()));
             var node = new TestNode(settings(wire.port()));
             var vouched = new TestNode(vouched(settings(wire.port())))) {
            var before = node.post("lobby", "ana", "m1").getString("epoch");
            var steady = vouched.post("lobby", "ana", "m2").getString("epoch");
            Await.until(() -> {
                assertEquals(2, replicaSql.number("select count(*) from parley.publication"));
                return "caught up";
            });
            replicaSql.run("alter system set primary_conninfo = ''");
            replicaSql.run("select pg_reload_conf()");
            Await.until(() -> {
                assertEquals(0, replicaSql.number("select count(*) from pg_stat_wal_receiver"));
                return "cut off";
            });
            assertEquals(3, node.post("lobby", "ana", "lost").getLong("seq"), "acknowledged by the primary");
            primary.close();
            replicaSql.run("select pg_promote()");
            wire.leadTo(replica.port());
            var again = Await.until(() -> node.post("lobby", "ana", "m3"));
            assertEquals(3, again.getLong("seq"), "a number given again");
            assertNotEquals(before, again.getString("epoch"));
            var page = Await.until(() -> Sql.await(node.log.read(new PageRequest("room.lobby", "", 2, 5))));
            assertEquals(again.getString("epoch"), page.head().epoch());
            assertFalse(page.publications().getFirst().json().toString().contains("lost"));
            var heads = Sql.await(node.log.heads(Set.of("room.lobby")));
            assertEquals(page.head(), heads.get("room.lobby"));
            assertEquals(steady, Await.until(() -> vouched.post("lobby", "ana", "m4")).getString("epoch"),
                "the operator vouches for the replica");
            assertTrue(page.head().seq() >= 3);
        }
    }

    private void prepare(PostgresServer server) throws Exception {
        Sql.await(Schema.migrate(stage.vertx(), settings(server.port())));
        try (var sql = new Sql(stage.vertx(), settings(server.port()))) {
            Stage.room(sql, "lobby", "public", "ana");
        }
    }

    private static PostgresSettings vouched(PostgresSettings from) {
        return new PostgresSettings(from.embedded(), from.dataDirectory(), from.host(), from.port(),
            from.database(), from.user(), from.password(), from.tls(), from.appendConnections(),
            from.readConnections(), from.batchMax(), from.queueMax(), from.lockTimeoutMs(),
            from.statementTimeoutMs(), from.idleInTransactionTimeoutMs(), from.tcpUserTimeoutMs(), true);
    }

    private PostgresSettings settings(int port) {
        return stage.settings().at("127.0.0.1", port, PostgresServer.DATABASE, PostgresServer.USER, "");
    }

    private static void standby(Path server, int primary) throws IOException {
        var files = server.resolve("files");
        Files.createFile(files.resolve("standby.signal"));
        Files.writeString(files.resolve("postgresql.auto.conf"), "primary_conninfo = 'host=127.0.0.1 port="
            + primary + " user=" + PostgresServer.USER + "'\n", StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
