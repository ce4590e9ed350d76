package dev.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import dev.parley.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Redis keeps its data, survives rough ends, and says who holds its folder. */
class RedisServerTest {

    @TempDir
    private Path folder;

    @Test
    void keepsItsDataFromOneRunToTheNext() throws Exception {
        try (var first = RedisServer.start(folder, 0, true)) {
            assertEquals("OK", ask(first, Request.cmd(Command.SET).arg("a").arg("kept")));
        }
        try (var second = RedisServer.start(folder, 0, true)) {
            assertEquals("kept", ask(second, Request.cmd(Command.GET).arg("a")));
        }
    }

    @Test
    void saysWhoHoldsTheFolder() {
        try (var holder = RedisServer.start(folder, 0, false)) {
            var refused = assertThrows(CannotStartException.class, () -> RedisServer.start(folder, 0, false));
            assertTrue(refused.getMessage().contains("in use by process " + ProcessHandle.current().pid()),
                refused.getMessage());
            assertTrue(holder.port() > 0);
        }
    }

    @Test
    void isNotFooledByAStalePidFile() throws Exception {
        RedisServer.start(folder, 0, false).close();
        Files.writeString(folder.resolve("redis.pid"), ProcessHandle.current().pid() + "\n");
        try (var next = RedisServer.start(folder, 0, false)) {
            assertEquals("PONG", ask(next, Request.cmd(Command.PING)));
        }
    }

    private static String ask(RedisServer server, Request request) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var url = server.reachedBy(SettingsReader.forTests().redis()).url();
            var redis = Redis.createClient(vertx, url);
            return redis.send(request).map(Object::toString)
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
