package dev.parley.transport.sockjs;

import dev.parley.auth.Origins;
import dev.parley.transport.Cors;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What SockJS serves beside its transports: the greeting, the facts about the server, the hidden frame. */
final class Documents {

    /** As SockJS has it, line breaks included; the policy names it by its digest. */
    private static final String BOOT = """

        document.domain = document.domain;
        _sockjs_onload = function () { SockJS.bootstrap_iframe(); };
        """;
    private static final String YEAR = "public, max-age=31536000";

    private final SecureRandom random = new SecureRandom();
    private final String frame;
    private final String ancestors;
    private final String policy;
    private final String tag;

    Documents(SockJsSettings settings) {
        frame = """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="UTF-8">
            <title>SockJS</title>
            <script>%s</script>
            <script src="%s"></script>
            </head>
            <body></body>
            </html>
            """.formatted(BOOT, settings.clientScript());
        ancestors = ancestors(settings.origins());
        policy = "default-src 'none'; script-src 'self' '" + digest(BOOT) + "'; connect-src 'self'; "
            + "frame-src 'self'; frame-ancestors " + ancestors;
        var sum = new CRC32();
        sum.update(frame.getBytes(StandardCharsets.UTF_8));
        tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
    }

    void greet(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "text/plain; charset=UTF-8").end("Welcome to SockJS!\n");
    }

    /** The entropy helps clients without a good source of their own to choose session ids. */
    void facts(HttpServerRequest request) {
        var response = request.response().putHeader("Content-Type", "application/json; charset=UTF-8");
        Cors.allow(request, response);
        Cors.uncached(response);
        response.end(new JsonObject().put("websocket", true).put("cookie_needed", false)
            .put("origins", new JsonArray().add("*:*"))
            .put("entropy", Integer.toUnsignedLong(random.nextInt())).encode());
    }

    void frame(HttpServerRequest request) {
        var response = request.response().putHeader("Cache-Control", YEAR).putHeader("ETag", tag)
            .putHeader("Expires", "Thu, 31 Dec 2099 23:59:59 GMT");
        framed(response, policy);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", "text/html; charset=UTF-8").end(frame);
        }
    }

    /** A stream of scripts for a hidden frame: each stands in it as it comes, and nothing else is in it. */
    void stream(HttpServerResponse response) {
        framed(response, "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors " + ancestors);
    }

    private static void framed(HttpServerResponse response, String policy) {
        response.putHeader("Content-Security-Policy", policy).headers().remove("X-Frame-Options");
    }

    /** Who may put a document of SockJS into a frame: the pages that may connect. */
    private static String ancestors(Origins origins) {
        return origins.allowed().contains("*") ? "*"
            : String.join(" ", Stream.concat(Stream.of("'self'"), origins.allowed().stream()).toList());
    }

    private static String digest(String script) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                .digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
