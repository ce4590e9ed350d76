package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.transport.socket.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The body of a request: bounded in size and depth, JSON in UTF-8, an object. An empty one is empty. */
final class Body {

    private static final int DEPTH_MAX = 100;
    /** How many times the most is read of a body that is too large. */
    private static final int PATIENCE = 16;
    private static final String WANTED = "The body must be application/json in UTF-8, not compressed.";
    private static final Pattern JSON =
        Pattern.compile("application/(json|merge-patch\\+json)\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");

    private final HttpServerRequest http;
    private final int most;
    private final Buffer content = Buffer.buffer();
    private boolean refused;

    Body(HttpServerRequest http, int most) {
        this.http = http;
        this.most = most;
    }

    /** A body of another kind: the status 415, which no kind of refusal has. */
    static final class Unsupported extends RuntimeException {

        static final int STATUS = 415;
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(WANTED, null, false, false);
        }

        Refusal why() {
            return Refusal.badRequest(WANTED);
        }
    }

    /** Reads it to its end; the failure is a refusal or {@link Unsupported}. Called in the request's turn. */
    void read(Consumer<JsonObject> whole, Consumer<Throwable> failed) {
        http.exceptionHandler(broken -> refused = true);
        if (declared() > most) {
            cutOff(failed);
            return;
        }
        http.handler(piece -> {
            if (refused) {
                return;
            } else if (content.length() + piece.length() > most) {
                cutOff(failed);
            } else {
                content.appendBuffer(piece);
            }
        });
        http.endHandler(end -> {
            if (!refused) {
                finish(whole, failed);
            }
        });
        if ("100-continue".equalsIgnoreCase(http.getHeader(HttpHeaders.EXPECT))) {
            http.response().writeContinue();
        }
    }

    private long declared() {
        var length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    /** What still comes is read and forgotten, so that the answer arrives; then the connection ends. */
    private void cutOff(Consumer<Throwable> failed) {
        refused = true;
        http.handler(piece -> {
            if (http.bytesRead() > (long) most * PATIENCE) {
                http.connection().close();
            }
        });
        http.response().putHeader(HttpHeaders.CONNECTION, "close");
        failed.accept(new Refusal(FailureType.TOO_LARGE, "The body is larger than " + most + " bytes.")
            .asException());
    }

    private void finish(Consumer<JsonObject> whole, Consumer<Throwable> failed) {
        JsonObject body;
        try {
            body = parse();
        } catch (RefusedException | Unsupported refusal) {
            failed.accept(refusal);
            return;
        }
        whole.accept(body);
    }

    private JsonObject parse() {
        if (content.length() == 0) {
            return new JsonObject();
        }
        var type = Optional.ofNullable(http.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
        if (!JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
            || http.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new Unsupported();
        }
        var text = Utf8.decode(content.getBytes()).orElseThrow(() -> bad("The body is no UTF-8."));
        if (depth(text) > DEPTH_MAX) {
            throw bad("The body is nested deeper than " + DEPTH_MAX + " levels.");
        }
        try {
            if (Json.decodeValue(text) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException broken) {
            throw bad("The body must be JSON.");
        }
        throw bad("The body must be a JSON object.");
    }

    private static RefusedException bad(String sentence) {
        return Refusal.badRequest(sentence).asException();
    }

    /** How deep objects and lists stand in one another; found without building any. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
