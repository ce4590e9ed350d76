package dev.parley.abuse;

import dev.parley.client.Connection;
import dev.parley.client.Loops;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;

/** A room full of the largest messages, which attackers like to ask for. */
final class Attic {

    private static final int MESSAGES = 200;
    private static final int TEXT_MAX = 16_000;

    private Attic() {
    }

    /** Makes it; blocks. */
    static void fill(Target target) {
        try (var loops = new Loops(1)) {
            var person = new Person(new Watch(), "mallory", SocketWeapons.ROOM);
            var line = loops.open(loops.next(), new InetSocketAddress("127.0.0.1", target.port()),
                new Connection<>("127.0.0.1", "/eventbus/websocket?token=" + target.token("mallory"), person),
                0).join();
            Crowd.await(person.ask(line, "parley.rooms", "create", new JsonObject()
                .put("id", SocketWeapons.ROOM).put("name", "Attic").put("visibility", "public")));
            for (int i = 0; i < MESSAGES; i++) {
                Crowd.await(person.ask(line, "parley.messages", "post", new JsonObject()
                    .put("room", SocketWeapons.ROOM).put("text", "x".repeat(TEXT_MAX))));
            }
            person.leave();
            line.close();
        }
    }
}
