package dev.parley.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes new inputs of known ones, the same for the same seed. */
final class Mutation {

    private static final int SIZE_MAX = 4_096;
    private static final int STEPS_MAX = 5;
    private static final List<String> WORDS = List.of("\"", "\\", "\\ud83d", "\\u0000", "{", "}", "[", "]",
        ":",
        ",", "null", "true", "1e999", "-1", "9007199254740993", "0.5", "\u2028", "\uD83D\uDE00", "\u001e",
        "\"room\":", "\"id\":", "\"type\":\"send\"", "\"address\":", "\"headers\":{}", "\"body\":{}",
        "[[[[[[",
        "{\"a\":{\"a\":{\"a\":", "~", ".", "b4", "eyJhbGciOiJIUzI1NiJ9");

    private final Random random;
    private final List<byte[]> corpus;

    Mutation(Random random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    byte[] next() {
        var input = any();
        for (int steps = 1 + random.nextInt(STEPS_MAX); steps > 0; steps--) {
            input = step(input);
        }
        return input;
    }

    private byte[] step(byte[] input) {
        if (input.length == 0) {
            return word();
        }
        int from = random.nextInt(input.length);
        int to = from + random.nextInt(Math.min(64, input.length - from) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                var flipped = input.clone();
                flipped[from] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                var other = input.clone();
                other[from] = (byte) random.nextInt(256);
                yield other;
            }
            case 2 -> joined(input, from, new byte[0], to);
            case 3 -> joined(input, from, word(), to);
            case 4 -> joined(input, from, word(), from);
            default -> {
                var others = any();
                yield joined(input, from, others, input.length);
            }
        };
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).repeat(random.nextInt(20) == 0 ? 100 : 1)
            .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] input, int before, byte[] middle, int after) {
        var out = new ByteArrayOutputStream(input.length + middle.length);
        out.write(input, 0, before);
        out.writeBytes(middle);
        out.write(input, after, input.length - after);
        var joined = out.toByteArray();
        return joined.length <= SIZE_MAX ? joined : Arrays.copyOf(joined, SIZE_MAX);
    }
}
