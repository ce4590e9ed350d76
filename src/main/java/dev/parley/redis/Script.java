package dev.parley.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A Lua script that Redis runs as one atomic step.
 *
 * @param name for logs and meters
 * @param text what Redis compiles
 * @param digest the SHA-1 by which Redis knows it
 */
public record Script(String name, String text, String digest) {

    public Script {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
        Objects.requireNonNull(digest);
    }

    /** The script of this text. */
    public static Script of(String name, String text) {
        return new Script(name, text, digestOf(text));
    }

    /**
     * The script that some files beside a class make up, one after the other: the last gives it its name.
     *
     * @param files without {@code .lua}
     */
    public static Script read(Class<?> beside, String... files) {
        var text = new StringBuilder();
        for (var file : files) {
            text.append(content(beside, file + ".lua"));
        }
        return of(files[files.length - 1], text.toString());
    }

    private static String content(Class<?> beside, String file) {
        try (var stream = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String digestOf(String text) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
