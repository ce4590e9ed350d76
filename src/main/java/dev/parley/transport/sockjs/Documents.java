package dev.parley.transport.sockjs;

import dev.parley.transport.Cors;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** What SockJS serves beside its transports: the greeting, the facts about the server, the hidden frame. */
final class Documents {

    private static final String YEAR = "public, max-age=31536000";

    private final SecureRandom random = new SecureRandom();
    private final String frame;
    private final String tag;

    Documents(SockJsSettings settings) {
        frame = """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="UTF-8">
            <title>SockJS</title>
            <script>
            document.domain = document.domain;
            _sockjs_onload = function () { SockJS.bootstrap_iframe(); };
            </script>
            <script src="%s"></script>
            </head>
            <body></body>
            </html>
            """.formatted(settings.clientScript());
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
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", "text/html; charset=UTF-8").end(frame);
        }
    }
}
