package dev.parley.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.testing.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows each reader its corpus, faults of former days included, and some thousand inputs made of it. {@code
 * -Dparley.seed=…} repeats a run; {@code scripts/fuzz} runs for hours, guided by coverage.
 */
class FuzzTest {

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final int INPUTS = 20_000;

    @TestFactory
    Stream<DynamicTest> readersTakeOrRefuseWhateverComes() {
        var seed = Seed.of(FuzzTest.class);
        return Stream.of(FuzzTarget.values())
            .map(target -> DynamicTest.dynamicTest(target.word(), () -> run(target, seed)));
    }

    private static void run(FuzzTarget target, long seed) {
        var corpus = corpus(target);
        assertFalse(corpus.isEmpty(), "the corpus of " + target.word() + " is empty");
        corpus.forEach(input -> show(target, input, seed));
        var mutation = new Mutation(new Random(seed), corpus);
        for (int i = 0; i < INPUTS; i++) {
            show(target, mutation.next(), seed);
        }
    }

    private static void show(FuzzTarget target, byte[] input, long seed) {
        try {
            target.show(input);
        } catch (RuntimeException | StackOverflowError fault) {
            throw new AssertionError(target.word() + ", seed " + seed + ", put it into a file below " + CORPUS
                + ": " + HexFormat.of().formatHex(input), fault);
        }
    }

    private static List<byte[]> corpus(FuzzTarget target) {
        try (var files = Files.list(CORPUS.resolve(target.word()))) {
            var corpus = new ArrayList<byte[]>();
            for (var file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
            return corpus;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
