package dev.parley.transport.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * One file of a page, kept in memory as it is sent.
 *
 * @param path where it is served
 * @param contentType its media type
 * @param content its bytes, shared by all answers
 * @param tag a quoted digest of the content, for {@code ETag}
 */
record StaticFile(String path, String contentType, Buffer content, String tag) {

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
        try (var in = StaticFile.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            var bytes = in.readAllBytes();
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StaticFile(path, TYPES.get(resource.substring(resource.lastIndexOf('.') + 1)),
                Buffer.buffer(bytes), '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"');
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
