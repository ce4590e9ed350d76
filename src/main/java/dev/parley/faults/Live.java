package dev.parley.faults;

import dev.parley.console.Console;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.util.random.RandomGenerator;

/**
 * Live channels under node kills, one kept by PostgreSQL and one by Redis; and then Redis forgets everything
 * it had.
 */
final class Live {

    private static final int KILLS = 3;
    private static final int TOLD_MS_MAX = 20_000;
    private static final int SAID_AFTER = 200;

    private final Ground ground;
    private final Crowd crowd;
    private final Options options;
    private final Findings findings;
    private final String name;

    Live(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.crowd = crowd;
        this.options = options;
        this.findings = findings;
        this.name = "c" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    }

    void play(RandomGenerator random) {
        try (var printed = new Printed(ground, crowd, findings)) {
            var lasting = new Place.Live("live.lasting." + name);
            try (var stage = new Stage(ground, crowd, options, findings, lasting)) {
                stage.play(Troubles::kill, KILLS, random);
            }
            printed.prove(lasting.channel());
            var fleeting = new Place.Live("live.fleeting." + name);
            try (var stage = new Stage(ground, crowd, options, findings, fleeting)) {
                stage.play(Troubles::kill, KILLS, random);
                printed.prove(fleeting.channel());
                forget(stage, fleeting, printed);
            }
        }
    }

    /** All subscribers are told, and hear what comes then. */
    private void forget(Stage stage, Place.Live place, Printed printed) {
        stage.readers().forEach(Reader::mayForget);
        long began = System.nanoTime();
        printed.ask(Command.FLUSHALL);
        stage.settle("every subscriber is told that Redis forgot", TOLD_MS_MAX,
            () -> stage.readers().stream().noneMatch(Reader::remembers));
        Console.say("  Redis forgot everything: all %d subscribers were told within %,d ms",
            stage.readers().size(), (System.nanoTime() - began) / 1_000_000);
        try (var desk = crowd.desk()) {
            for (int i = 0; i < SAID_AFTER; i++) {
                desk.ask("parley.live", "publish", new JsonObject().put("channel", place.channel())
                    .put("id", "after-" + i).put("data", "text of after-" + i));
            }
        }
        stage.agree(SAID_AFTER);
        printed.prove(place.channel());
    }
}
