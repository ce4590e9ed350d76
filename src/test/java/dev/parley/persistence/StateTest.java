package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live state as the database keeps it, against a model of it. */
class StateTest {

    /** Every kind of value, absence apart. */
    private static final List<String> VALUES = List.of("null", "true", "0", "7", "-0.5", "\"x\"", "[]",
        "[\"b\",\"a\",\"b\",2,true,10,1.0]", "[{}]", "[null]", "{\"z\":1,\"a\":[2]}");
    private static final List<String> MEMBERS = List.of("\"b\"", "\"ä\"", "2", "10.0", "false",
        "\"\uD83D\uDE00\"",
        "\"\uFFFD\"");

    @RegisterExtension
    final Stage stage = new Stage();

    /** Each op meets each kind of value, with a version that is right, wrong, or not asked for. */
    @Test
    void everyOpMeetsEveryKindOfValue() throws Exception {
        var node = stage.node();
        var models = new ArrayList<StateModel>();
        var changes = new ArrayList<ChangeState>();
        for (var start : starts()) {
            for (var version : versions()) {
                for (var op : ops("k", version)) {
                    var channel = "live.demo.c" + models.size();
                    start.ifPresent(put -> changes.add(States.change(channel, changes.size(), put)));
                    changes.add(States.change(channel, changes.size(), new StateOp.Remove("other",
                        OptionalLong.empty()), op));
                    models.add(new StateModel());
                }
            }
        }
        assertTrue(models.size() > 500, "cases: " + models.size());
        var answers = changes.stream().map(node::append).toList();
        Sql.await(Future.join(answers).otherwiseEmpty());
        for (int i = 0; i < changes.size(); i++) {
            var model = models.get(Integer.parseInt(changes.get(i).channel().substring(11)));
            compare(model, changes.get(i), answers.get(i), "case " + changes.get(i));
        }
    }

    private static List<Optional<StateOp>> starts() {
        var starts = new ArrayList<Optional<StateOp>>();
        starts.add(Optional.empty());
        VALUES.forEach(json -> starts.add(Optional.of(new StateOp.Put("k", OptionalLong.empty(), json))));
        return starts;
    }

    private static List<OptionalLong> versions() {
        return List.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(1), OptionalLong.of(2));
    }

    private static List<StateOp> ops(String key, OptionalLong version) {
        var ops = new ArrayList<StateOp>();
        VALUES.forEach(json -> ops.add(new StateOp.Put(key, version, json)));
        ops.add(new StateOp.Remove(key, version));
        for (var by : List.of("1", "-1", "0.1", "9007199254740991", "0")) {
            ops.add(new StateOp.Add(key, version, new BigDecimal(by), Optional.empty(), Optional.empty()));
            ops.add(new StateOp.Add(key, version, new BigDecimal(by), Optional.of(BigDecimal.ZERO),
                Optional.of(new BigDecimal(7))));
        }
        MEMBERS.forEach(json -> {
            ops.add(new StateOp.Member(key, version, json, true));
            ops.add(new StateOp.Member(key, version, json, false));
        });
        return ops;
    }

    /** Many changes of several ops, some impossible: the log, the state and the answers are the model's. */
    @Test
    void randomSequencesGoAsInTheModel() throws Exception {
        var seed = Seed.of(StateTest.class);
        var random = new Random(seed);
        var node = stage.node();
        var model = new StateModel();
        for (int round = 0; round < 20; round++) {
            var changes = new ArrayList<ChangeState>();
            for (int i = 0; i < 60; i++) {
                changes.add(States.change(States.PARTY, round * 1_000 + i, random(random)));
            }
            var answers = changes.stream().map(node::append).toList();
            Sql.await(Future.join(answers).otherwiseEmpty());
            for (int i = 0; i < changes.size(); i++) {
                compare(model, changes.get(i), answers.get(i), "seed " + seed + ", " + changes.get(i));
            }
            var snapshot = States.snapshot(node, States.PARTY);
            assertEquals(model.state(), canonical(snapshot.state()), "seed " + seed);
            assertEquals(model.versions(), canonical(snapshot.versions()), "seed " + seed);
            assertEquals(canonical(snapshot.state()), StateModel.text(folded(node)), "seed " + seed);
            States.sizesAreRight(stage);
        }
    }

    private static StateOp[] random(Random random) {
        var ops = new StateOp[1 + random.nextInt(4)];
        for (int i = 0; i < ops.length; i++) {
            var key = "k" + random.nextInt(6);
            var version = random.nextInt(5) == 0 ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
            // Numbers and sets find one another more often than chance would have it.
            var all = ops(key, version);
            ops[i] = key.compareTo("k2") < 0 && random.nextInt(10) > 0
                ? new StateOp.Add(key, version, BigDecimal.valueOf(random.nextInt(9) - 4),
                    Optional.of(BigDecimal.valueOf(-5)), Optional.of(BigDecimal.valueOf(5)))
                : all.get(random.nextInt(all.size()));
        }
        return ops;
    }

    /** What a client has that heard every publication. */
    private static TreeMap<String, Object> folded(TestNode node) {
        var folded = new TreeMap<String, Object>();
        for (var text : node.toldOf(States.PARTY)) {
            for (var each : new JsonObject(text).getJsonObject("data").getJsonArray("changes")) {
                var change = (JsonObject) each;
                if (change.getBoolean("removed", false)) {
                    folded.remove(change.getString("key"));
                } else {
                    folded.put(change.getString("key"), StateModel.plain(change.getValue("value")));
                }
            }
        }
        return folded;
    }

    private static void compare(StateModel model, ChangeState change, Future<String> answer, String what) {
        var before = model.state();
        try {
            var told = model.change(change.ops());
            assertTrue(answer.succeeded(), () -> what + ": " + answer.cause());
            var reply = new JsonObject(answer.result());
            assertEquals(change.id(), reply.getString("id"));
            assertEquals(told.size(), reply.getJsonArray("changes").size(), what);
            var place = 0;
            for (var entry : told.entrySet()) {
                var shown = reply.getJsonArray("changes").getJsonObject(place++);
                assertEquals(entry.getKey(), shown.getString("key"), what);
                assertEquals(entry.getValue().version(), shown.getLong("version"), what);
                assertEquals(entry.getValue().value().isEmpty(), shown.getBoolean("removed", false), what);
                entry.getValue().value().ifPresent(value -> assertEquals(StateModel.text(value.json()),
                    StateModel.text(StateModel.plain(shown.getValue("value"))), what));
            }
        } catch (StateModel.Missed missed) {
            assertTrue(answer.failed(), () -> what + " was accepted: " + answer.result());
            var refusal = ((RefusedException) answer.cause()).refusal();
            assertEquals(FailureType.CONFLICT, refusal.type(), what);
            var slot = model.slot(missed.key);
            var current = refusal.details().getJsonObject("current").getJsonObject(missed.key);
            assertEquals(slot.shown(), current.getLong("version"), what);
            assertEquals(slot.value().isPresent(), current.containsKey("value"), what);
            slot.value().ifPresent(value -> assertEquals(StateModel.text(value.json()),
                StateModel.text(StateModel.plain(current.getValue("value"))), what));
            assertEquals(before, model.state());
        }
    }

    private static String canonical(String json) {
        return StateModel.text(StateModel.plain(Json.decodeValue(json)));
    }
}
