package dev.parley.transport.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * One file of a page, kept in memory as it is sent.
 *
 * @param path where it is served
 * @param contentType its media type
 * @param content its bytes, shared by all answers
 * @param zipped the same, compressed by gzip
 * @param tag a quoted digest of the content, for {@code ETag}; weak, as it goes for both forms
 */
record StaticFile(String path, String contentType, Buffer content, Buffer zipped, String tag) {

    private static final Map<String, String> TYPES = Map.of(
        "html", "text/html; charset=utf-8",
        "css", "text/css; charset=utf-8",
        "js", "text/javascript; charset=utf-8",
        "json", "application/json",
        "ts", "text/plain; charset=utf-8",
        "svg", "image/svg+xml");

    private static final int TAG_BYTES = 12;

    /** Reads a resource that belongs to the build: its absence is a fault of the build. */
    static StaticFile read(String path, String resource) {
        return of(path, resource, bytes(resource));
    }

    /** Reads a text that is served with a change. */
    static StaticFile read(String path, String resource, UnaryOperator<String> change) {
        var text = new String(bytes(resource), StandardCharsets.UTF_8);
        return of(path, resource, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    /** A file that is made here. */
    static StaticFile of(String path, String text) {
        return of(path, path, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return content.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (var in = StaticFile.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static StaticFile of(String path, String resource, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StaticFile(path, TYPES.get(resource.substring(resource.lastIndexOf('.') + 1)),
                Buffer.buffer(bytes), Buffer.buffer(zip(bytes)),
                "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"');
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] zip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
