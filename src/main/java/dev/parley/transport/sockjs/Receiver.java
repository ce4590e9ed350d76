package dev.parley.transport.sockjs;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * A response that waits for frames. It may belong to another event loop than the session that writes to it:
 * then each call is sent over.
 */
final class Receiver {

    private final Context home = Vertx.currentContext();
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Shape shape;
    private long written;

    /** On the context of the request. */
    Receiver(HttpServerRequest request, Shape shape) {
        this.request = request;
        this.response = request.response();
        this.shape = shape;
    }

    Shape shape() {
        return shape;
    }

    /** The bytes that this response has carried so far. */
    long written() {
        return written;
    }

    /** Lets a streaming client know at once that it is connected. */
    void begin() {
        if (shape.streams()) {
            home.runOnContext(go -> response.write(Buffer.buffer(shape.prelude())));
        }
    }

    /** Writes a frame; the future tells when the socket has taken it. */
    Future<Void> write(byte[] frame) {
        return send(frame, false);
    }

    /** Writes the last frame. HTTP/1.0 knows no chunks: there a stream ends with its connection. */
    void finish(byte[] frame) {
        var ended = send(frame, true);
        if (shape.streams() && request.version() == HttpVersion.HTTP_1_0) {
            ended.onComplete(told -> request.connection().close());
        }
    }

    private Future<Void> send(byte[] frame, boolean last) {
        var bytes = shape.wrap(frame);
        written += bytes.length;
        var buffer = Buffer.buffer(bytes);
        Promise<Void> taken = Promise.promise();
        home.runOnContext(go -> {
            if (response.ended() || response.closed()) {
                taken.complete();
            } else {
                (last ? response.end(buffer) : response.write(buffer)).onComplete(taken);
            }
        });
        return taken.future();
    }
}
