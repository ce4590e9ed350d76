package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.NotificationSettings;
import dev.parley.room.RoomHouse;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The nodes see to the clearing away by themselves. */
class PruningVerticleTest {

    private static final NotificationSettings OFTEN = new NotificationSettings(1, 100);

    @Test
    void clearsAwayAgainAndAgainAndOneNodeDoesIt() {
        var vertx = Vertx.vertx();
        try (var house = new RoomHouse(1)) {
            for (var node : new String[] {"one", "two"}) {
                RoomHouse.await(vertx.deployVerticle(
                    new PruningVerticle(house.store(), OFTEN, node, new Random(1))));
            }
            for (int round = 0; round < 3; round++) {
                house.call("root", "notifications.push", "{'user':'ana','kind':'k','title':'t'}");
                house.sql("update parley.publication set at = at - interval '25 hours' where seq > "
                    + "(select floor from parley.channel where name = 'user.ana')");
                untilNothingIsUnread(house);
            }
            assertEquals(1, house.query("select fence from parley.lease").getFirst().getLong(0));
        } finally {
            RoomHouse.await(vertx.close());
        }
    }

    private static void untilNothingIsUnread(RoomHouse house) {
        long end = System.currentTimeMillis() + 15_000;
        while (house.call("ana", "notifications.count", "{}").getInteger("unread") > 0) {
            assertTrue(System.currentTimeMillis() < end, "nothing is cleared away");
            LockSupport.parkNanos(5_000_000);
        }
    }
}
