package dev.parley.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.persistence.Schema;
import dev.parley.testing.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop of the dashboard: what its page is told makes up the table as it is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OrdersTest {

    @Test
    void whatIsToldMakesUpTheTable() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var postgres = TestPostgres.database("schema", empty -> Schema.migrate(vertx, empty));
            var options = new PgConnectOptions().setHost(postgres.host()).setPort(postgres.port())
                .setDatabase(postgres.database()).setUser(postgres.user());
            Orders.open(vertx, options, new Random(7)).compose(orders -> orders.trade(1, 60))
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            var told = new HashMap<Long, String>();
            TestPostgres.query(postgres, "select data from parley.outbox where channel = 'live.demo.orders'"
                + " order by id").forEach(event -> {
                    var row = new JsonObject(event.getString(0)).getJsonObject("row");
                    told.put(row.getLong("id"), row.getString("status"));
                });
            var real = new HashMap<Long, String>();
            TestPostgres.query(postgres, "select id, status from demo_shop.orders")
                .forEach(row -> real.put(row.getLong(0), row.getString(1)));
            assertTrue(real.size() > 5, real::toString);
            assertEquals(real, told);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void findsTheServerThatWasStartedHere(@TempDir Path folder) throws Exception {
        assertThrows(IOException.class, () -> Orders.embedded(folder));
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files").resolve("postmaster.pid"),
            "12\n/data\n17\n54321\n\n127.0.0.1\n");
        assertEquals(54321, Orders.embedded(folder).getPort());
    }
}
