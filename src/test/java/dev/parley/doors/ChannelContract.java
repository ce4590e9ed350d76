package dev.parley.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every door promises of channels and commands, whatever carries them. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
abstract class ChannelContract {

    private final ClientDoor door;

    ChannelContract(ClientDoor door) {
        this.door = door;
    }

    abstract Ground ground();

    final Client connect(int port, String user) {
        return door.connect(port, ground().token(user));
    }

    final Client ana() {
        return connect(ground().here(), "ana");
    }

    /** Comes in again at another node, with what the former connection has left to its client. */
    final Client goOn(Client former, int port) {
        return door.goOn(former, former.positions(), port, ground().token("ana"));
    }

    static String channel(String room) {
        return "room." + room;
    }

    static void tells(Client client, String channel, long from, long to) {
        for (var seq : LongStream.rangeClosed(from, to).toArray()) {
            var told = client.next();
            assertEquals(channel + " " + seq, told.channel() + " " + told.body().getValue("seq"),
                told.body()::encode);
        }
    }

    @Test
    void knowsWhoComesIn() {
        try (var client = ana()) {
            assertEquals("ana", client.ask("parley.session", "whoami", new JsonObject())
                .getJsonObject("user").getString("id"));
            client.subscribe("user.ana");
            assertEquals("user.ana", client.next("subscribed").channel());
        }
        try (var client = ana()) {
            client.subscribe("user.bob");
            assertEquals("forbidden", client.next("refused").body().getString("failure"));
        }
    }

    @Test
    void refusesABadTokenForGood() {
        try (var client = door.connect(ground().here(), "bad")) {
            client.subscribe("user.ana");
            assertEquals(3500, client.ended());
        }
    }

    @Test
    void answersASubscribeFirstAndThenTellsWhatTheOtherNodeWrites() {
        var room = ground().room("public");
        try (var client = ana()) {
            client.subscribe(channel(room));
            var answer = client.next("subscribed").body();
            assertEquals(2, answer.getLong("seq"));
            assertFalse(answer.getString("epoch").isEmpty());
            assertFalse(answer.containsKey("recovered"));
            ground().post(room, 30, "50 % of \"ä\"\n語 😀 &amp; </script>");
            for (long seq = 3; seq <= 32; seq++) {
                var told = client.next("message.posted");
                assertEquals(seq, told.seq());
                assertEquals("owner", told.body().getString("by"));
                assertEquals("50 % of \"ä\"\n語 😀 &amp; </script>", told.body().getJsonObject("data")
                    .getJsonObject("message").getString("text"));
            }
        }
    }

    @Test
    void replaysFromAnyPlaceWithoutAHole() {
        var room = ground().room("public");
        var last = ground().post(room, 40, "x");
        try (var client = ana()) {
            client.subscribe(Map.of(channel(room), new JsonObject().put("since", 0)));
            assertEquals(true, client.next("subscribed").body().getBoolean("recovered"));
            tells(client, channel(room), 1, last);
            tells(client, channel(room), last + 1, ground().post(room, 2, "y"));
        }
        try (var client = ana()) {
            client.subscribe(Map.of(channel(room), new JsonObject().put("last", 5)));
            assertEquals(true, client.next("subscribed").body().getBoolean("recovered"));
            tells(client, channel(room), last - 2, last + 2);
        }
    }

    @Test
    void saysWhenItCannotGoOn() {
        var room = ground().room("public");
        var last = ground().post(room, 3, "x");
        for (var start : Set.of(new JsonObject().put("since", 1).put("epoch", "another"),
            new JsonObject().put("since", last + 100))) {
            try (var client = ana()) {
                client.subscribe(Map.of(channel(room), start));
                var answer = client.next("subscribed").body();
                assertEquals(false, answer.getBoolean("recovered"));
                assertEquals(last, answer.getLong("seq"));
            }
        }
    }

    @Test
    void carriesOutACommandOnceAndSaysHowItWent() {
        var room = ground().room("public");
        try (var client = ana()) {
            assertEquals("forbidden", assertThrows(Refused.class, () -> client.ask("parley.messages", "post",
                new JsonObject().put("room", room).put("text", "not yet a member"))).getMessage());
            client.ask("parley.rooms", "join", new JsonObject().put("room", room));
            client.subscribe(channel(room));
            client.next("subscribed");
            var post = new JsonObject().put("room", room).put("text", "hi").put("id", "m1");
            var first = client.ask("parley.messages", "post", post);
            var again = client.ask("parley.messages", "post", post);
            assertEquals(true, again.remove("duplicate"));
            assertEquals(first, again);
            var told = client.next("message.posted");
            assertEquals(first.getLong("seq"), told.seq());
            assertEquals("m1", told.body().getString("id"));
            assertEquals("not_found", assertThrows(Refused.class, () -> client.ask("parley.messages", "get",
                new JsonObject().put("room", room).put("id", "nothing"))).getMessage());
        }
    }

    @Test
    void refusesAChannelAndTheClientLivesOn() {
        var secret = ground().room("private");
        var open = ground().room("public");
        try (var client = ana()) {
            client.subscribe(channel(secret));
            assertEquals("not_found", client.next("refused").body().getString("failure"));
            client.subscribe("nonsense");
            assertEquals("refused", client.next("refused").type());
            client.subscribe(channel(open));
            client.next("subscribed");
            tells(client, channel(open), 3, ground().post(open, 1, "x"));
        }
    }

    @Test
    void tellsSignalsWithoutANumber() {
        var room = ground().room("public");
        try (var client = ana()) {
            client.subscribe(channel(room));
            client.next("subscribed");
            ground().owner().ask("parley.typing", "start", new JsonObject().put("room", room));
            var typing = client.next("typing").body();
            assertFalse(typing.containsKey("seq"));
            assertEquals("owner", typing.getJsonObject("data").getJsonArray("users").getString(0));
            assertEquals(2, client.positions().get(channel(room)).getLong("since"));
        }
    }
}
