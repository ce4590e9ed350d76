package dev.parley.transport.sockjs;

import dev.parley.transport.Cors;
import dev.parley.transport.socket.Utf8;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the messages that clients post, within bounds, and hands them to the session. */
final class Uploads {

    /** How many times the most is read and thrown away, so that the client can read the refusal. */
    private static final int PATIENCE = 16;

    private final int most;

    /** @param most bytes of one body; a larger one is cut off with 413 */
    Uploads(int most) {
        this.most = most;
    }

    /** {@code xhr_send}: the body is the frame. */
    void xhr(HttpServerRequest request, Lodging session) {
        read(request, body ->
            deliver(request, Utf8.decode(body.getBytes()), body.length(), session, 204, ""));
    }

    /** {@code jsonp_send}: the frame is the body, or the field {@code d} of a form. */
    void jsonp(HttpServerRequest request, Lodging session) {
        var type = request.getHeader("Content-Type");
        var form = type != null && type.startsWith("application/x-www-form-urlencoded");
        read(request, body -> {
            var text = Utf8.decode(body.getBytes());
            deliver(request, form ? text.flatMap(Uploads::field) : text, body.length(), session, 200, "ok");
        });
    }

    private void read(HttpServerRequest request, Consumer<Buffer> whole) {
        var body = Buffer.buffer();
        request.handler(piece -> {
            if (request.bytesRead() > (long) most * PATIENCE) {
                request.connection().close();
            } else if (body.length() + piece.length() <= most) {
                body.appendBuffer(piece);
            } else if (!request.response().ended()) {
                request.response().setStatusCode(413).putHeader("Connection", "close")
                    .end("The body is too large.");
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body);
            }
        });
    }

    private static void deliver(HttpServerRequest request, Optional<String> text, int bytes, Lodging session,
                                int status, String answer) {
        if (text.isEmpty() || text.get().isEmpty()) {
            refuse(request, 500, "Payload expected.");
            return;
        }
        var messages = SockJsFrames.messages(text.get());
        if (messages.isEmpty()) {
            refuse(request, 500, "Broken JSON encoding.");
            return;
        }
        var home = Vertx.currentContext();
        session.with(line -> line.post(new Post(List.copyOf(messages.get()), bytes,
            () -> home.runOnContext(go -> answer(request, status, answer)))));
    }

    private static Optional<String> field(String form) {
        for (var pair : form.split("&")) {
            if (pair.startsWith("d=")) {
                try {
                    return Optional.of(URLDecoder.decode(pair.substring(2), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException broken) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    static void refuse(HttpServerRequest request, int status, String why) {
        answer(request, status, why);
    }

    private static void answer(HttpServerRequest request, int status, String text) {
        var response = request.response().setStatusCode(status)
            .putHeader("Content-Type", "text/plain; charset=UTF-8");
        Cors.allow(request, response);
        Cors.uncached(response);
        response.end(text);
    }
}
