package dev.parley.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SQL of the documentation, as it stands there, does what stands beside it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OutboxRecipesTest {

    private static final Pattern BLOCK = Pattern.compile("```sql[^\\n]*\\n(.*?)```", Pattern.DOTALL);

    private final OutboxHouse house = new OutboxHouse();

    @AfterEach
    void end() throws Exception {
        house.close();
    }

    private static List<String> blocks(String file) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs").resolve(file))).results()
            .map(found -> found.group(1)).toList();
    }

    private List<JsonObject> outbox(String channel) {
        return house.rows("select data from parley.outbox where channel = '" + channel + "' order by id")
            .stream().map(row -> new JsonObject(row.getString(0))).toList();
    }

    @Test
    void theShopOfTheDashboardIsToldAsTheRecipeSays() throws Exception {
        house.sql(blocks("recipes/dashboard.md").getFirst());
        assertEquals(List.of("insert Ana new", "update Ana paid"), outbox("live.demo.orders").stream()
            .map(data -> data.getString("op") + " " + data.getJsonObject("row").getString("customer") + " "
                + data.getJsonObject("row").getString("status")).toList());
    }

    @Test
    void theGuideIsRight() throws Exception {
        house.sql("do $$ begin create role shop; exception when duplicate_object then null; end $$;"
            + " create table orders (id integer primary key,"
            + " status text); insert into orders values (42, 'new'), (43, 'new')");
        var blocks = blocks("sql.md");
        assertEquals(5, blocks.size());
        house.sql(blocks.get(0));
        house.sql(blocks.get(1));
        assertEquals(List.of(new JsonObject().put("status", "paid")), outbox("live.orders.42"));
        house.sql(blocks.get(2) + "update orders set status = 'sent' where id = 43");
        assertEquals("sent", outbox("live.orders.43").getFirst().getJsonObject("row").getString("status"));
        house.sql("insert into parley.outbox_dead (id, at, channel, type, event, made, data, reason) values"
            + " (0, now(), 'live.orders.7', 'message', 'e', true, '{\"n\":7}', 'too early')");
        assertTrue(house.text(blocks.get(3).replace("died_at, channel", "channel")).contains("orders.7"));
        house.sql(blocks.get(4));
        assertEquals(7, outbox("live.orders.7").getFirst().getInteger("n"));
        assertEquals(List.of(), house.deaths());
        house.sql("select parley.disallow('shop')");
    }
}
