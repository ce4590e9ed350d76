package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every question is answered, whatever becomes of the connections to PostgreSQL meanwhile. */
class OutageTest {

    private static final int ROUNDS = 25;
    /** What the bus says of a question whose answer was lost. */
    private static final String LOST = "No answer in time";

    @RegisterExtension
    final Stage stage = new Stage();

    private static Future<String> ask(TestNode node) {
        return node.persistence.query(new Ask("lobby", Matter.ROOM,
            new JsonObject().put("room", "lobby").put("user", "ana")));
    }

    private static Refusal refusal(Future<String> answer) throws Exception {
        var ended = Sql.await(answer.transform(Future::succeededFuture));
        assertTrue(ended.failed(), "answered");
        return assertInstanceOf(RefusedException.class, ended.cause()).refusal();
    }

    @Test
    void aSilentServerIsNotWaitedForLongerThanASlowOne() throws Exception {
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var behind = stage.over(wire);
        var node = stage.node(SettingsReader.forTests("postgres.statementTimeoutMs=400",
            "postgres.lockTimeoutMs=300").postgres().at(behind.host(), behind.port(), behind.database(),
            behind.user(), ""));
        Sql.await(ask(node));
        wire.mute(true);
        assertEquals(FailureType.TIMEOUT, refusal(ask(node)).type());
        wire.mute(false);
        wire.disconnect();
        wire.connect();
        Await.until(() -> Sql.await(ask(node)));
    }

    @Test
    void noAnswerIsLostThroughManyOutages() throws Exception {
        var seed = Seed.of(OutageTest.class);
        var random = new Random(seed);
        stage.room("lobby", "public", "ana");
        var wire = stage.wire();
        var node = stage.node(stage.over(wire));
        for (int round = 0; round < ROUNDS; round++) {
            var answers = new ArrayList<Future<String>>();
            for (int i = 0; i < 200; i++) {
                answers.add(ask(node));
                if (i == 50) {
                    breakOff(wire, random.nextInt(3));
                } else if (i == 150) {
                    wire.mute(false);
                    wire.disconnect();
                    wire.connect();
                }
            }
            Sql.await(Future.join(answers).otherwiseEmpty());
            for (var answer : answers) {
                assertFalse(answer.failed() && answer.cause().getMessage().contains(LOST),
                    () -> "lost in a round of seed " + seed);
            }
            Await.until(() -> Sql.await(ask(node)));
        }
    }

    private void breakOff(Wire wire, int how) throws Exception {
        switch (how) {
            case 0 -> wire.mute(true);
            case 1 -> {
                wire.disconnect();
                wire.connect();
            }
            default -> stage.behind().run("select pg_terminate_backend(pid) from pg_stat_activity "
                + "where pid <> pg_backend_pid() and application_name = 'parley'");
        }
    }
}
