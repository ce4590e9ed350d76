package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.Profile;
import dev.parley.log.PageRequest;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Instances: how they start, and that they share the work. */
class StartTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void startsWhilePostgresIsAway() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        wire.disconnect();
        var node = stage.node(stage.over(wire));
        var fault = assertThrows(ExecutionException.class, () -> node.post("lobby", "ana", "m1"));
        assertEquals(FailureType.UNAVAILABLE, ((RefusedException) fault.getCause()).refusal().type());
        assertThrows(ExecutionException.class,
            () -> Sql.await(node.log.read(new PageRequest("room.lobby", "ana", 0, 5))));
        wire.connect();
        assertEquals(1, Await.until(() -> node.post("lobby", "ana", "m1")).getLong("seq"));
    }

    @Test
    void severalInstancesShareTheRooms() throws Exception {
        try (var node = new TestNode(stage.settings(), 3, Profile.TEST)) {
            var replies = new ArrayList<Future<String>>();
            for (int room = 0; room < 20; room++) {
                stage.room("r" + room, "public", "ana");
                for (int i = 0; i < 20; i++) {
                    replies.add(node.append(TestNode.message("r" + room, "ana", "m" + i)));
                }
            }
            Sql.await(Future.all(replies));
            for (int i = 0; i < replies.size(); i++) {
                assertEquals(i % 20 + 1, new JsonObject(replies.get(i).result()).getLong("seq"));
            }
            assertEquals(3, node.meters.get("parley.append.queue").gauges().size());
        }
    }

    /** What a change tells is what the log replays, byte for byte. */
    @Test
    void aChangeIsReplayedAsItWasTold() throws Exception {
        var node = stage.node();
        var args = new JsonObject().put("room", "lobby").put("user", "ana").put("name", "Ana \"A\" Ä")
            .put("origin", "s1").put("title", "Lobby").put("topic", "").put("open", true)
            .put("members", new JsonArray());
        Sql.await(node.append(new Change("room.lobby", Deed.CREATE, args)));
        Sql.await(node.append(new Change("room.lobby", Deed.JOIN, args.copy().put("user", "bob"))));
        node.post("lobby", "bob", "m1");
        var page = Sql.await(node.log.read(new PageRequest("room.lobby", "ana", 0, 10)));
        assertEquals(node.toldOf("room.lobby"),
            page.publications().stream().map(each -> each.json().toString()).toList());
        assertEquals(4, page.head().seq());
        assertEquals("bob", page.publications().get(2).subject());
    }
}
