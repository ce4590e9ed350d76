package dev.parley.bench;

import dev.parley.bus.Bus;
import dev.parley.bus.VerticleGroup;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.PostgresServer;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.PersistenceParts;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.Schema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Posts per second into one room through the whole of persistence (queue, group commit, the law of the
 * append, the events made of it) against a bare insert of the same rows into the same table: the same
 * batches, one connection each, in turns.
 */
final class DurableComparison {

    static final int BATCH = 100;

    private static final int WARMUP_S = 8;

    private final int rounds;
    private final int seconds;
    private final int size;
    private final Consumer<String> progress;

    /** The size is the characters of a message's text. */
    DurableComparison(int rounds, int seconds, int size, Consumer<String> progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.size = size;
        this.progress = progress;
    }

    Comparison run() {
        progress.accept("starting PostgreSQL");
        try (var server = PostgresServer.start(Contender.temporaryFolder(), 0, true)) {
            return compare(server);
        }
    }

    /** Whoever uses the server is gone before it stops. */
    private Comparison compare(PostgresServer server) {
        var vertx = Vertx.vertx();
        try {
            var settings = server.reachedBy(SettingsReader.forTests("postgres.appendConnections=2",
                "postgres.batchMax=" + BATCH).postgres());
            await(Schema.migrate(vertx, settings));
            var rows = await(BareRows.open(vertx, settings, size));
            await(rows.makeRoom());
            var flood = new PostFlood(vertx, await(persistence(vertx, settings)), size);
            return compare(rows, flood);
        } finally {
            await(vertx.close());
        }
    }

    private static Future<Persistence> persistence(Vertx vertx, PostgresSettings settings) {
        var bus = new Bus(vertx);
        var parts = new PersistenceParts(bus, settings, Profile.TEST, events -> { },
            new SimpleMeterRegistry(), new SecureRandom());
        return VerticleGroup.deploy(vertx, bus, Persistence.GROUP,
            number -> new PersistenceVerticle(number, parts), 1).map(Persistence::new);
    }

    private Comparison compare(BareRows rows, PostFlood flood) {
        var bare = new ArrayList<Double>();
        var posts = new ArrayList<Double>();
        progress.accept("warming up");
        await(rows.insertFor(WARMUP_S));
        await(flood.postFor(WARMUP_S));
        for (int round = 0; round < rounds; round++) {
            bare.add(await(rows.insertFor(seconds)) / (double) seconds);
            posts.add(await(flood.postFor(seconds)) / (double) seconds);
            progress.accept("%,.0f rows/s bare, %,.0f posts/s".formatted(bare.get(round), posts.get(round)));
        }
        var comparison = new Comparison("durable rows per second into one room, batches of " + BATCH);
        comparison.figure("bare insert", Comparison.median(bare));
        comparison.figure(Contender.PARLEY.title, Comparison.median(posts));
        comparison.atLeast(Contender.PARLEY.title, "bare insert", 0.3);
        return comparison;
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** Texts of the wanted size, all different. */
    static List<String> texts(int count, int size) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var number = Integer.toString(i);
            texts.add(number + " " + "x".repeat(Math.max(0, size - number.length() - 1)));
        }
        return texts;
    }
}
