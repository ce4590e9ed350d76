package dev.parley.transport.sse;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.session.Closing;
import dev.parley.transport.Problem;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The response that carries a stream: its head, and every way in which it can end. */
final class StreamResponse {

    /** From here on a close code asks the client not to come back. */
    private static final int FINAL = 3500;
    /** How long the last bytes may take. */
    private static final long FAREWELL_MS = 2000;

    private final Vertx vertx = Vertx.currentContext().owner();
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    /** On the context of the request. */
    StreamResponse(HttpServerRequest request, Runnable gone) {
        this.request = request;
        this.response = request.response();
        response.exceptionHandler(broken -> { });
        request.connection().closeHandler(closed -> gone.run());
    }

    /** Whether the body comes in chunks: HTTP/1.0, which many a proxy speaks, knows none. */
    boolean chunked() {
        return request.version() != HttpVersion.HTTP_1_0;
    }

    Channel channel() {
        return ((ConnectionBase) request.connection()).channelHandlerContext().channel();
    }

    /** Writes the head and the first block; the future tells when the socket has taken them. */
    Future<Void> begin(String block) {
        return head().write(block);
    }

    /** No stream comes of this request, and the client is told why; its connection may go on. */
    void refuse(Refusal why) {
        request.connection().closeHandler(closed -> { });
        Problem.answer(request, why);
    }

    /** No stream comes of this request now. Browsers take every status but 200 as the end of all attempts. */
    void postpone(String blocks) {
        head().end(blocks).onComplete(told -> request.connection().close());
    }

    /** A session that is closed before its stream begins. */
    void refuse(Closing why, String blocks) {
        if (why.code() < FINAL) {
            postpone(blocks);
        } else {
            refuse(new Refusal(FailureType.UNAUTHENTICATED, why.reason()));
        }
    }

    /** Ends the body, and the connection with it: whoever comes back comes by a new one. */
    void end() {
        var connection = request.connection();
        var timer = vertx.setTimer(FAREWELL_MS, late -> connection.close());
        response.end().onComplete(ended -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
    }

    /** Ends it with whatever is still on its way. */
    void cut() {
        request.connection().close();
    }

    private HttpServerResponse head() {
        return response.setChunked(chunked())
            .putHeader("Content-Type", "text/event-stream; charset=utf-8")
            .putHeader("Cache-Control", "no-store, no-transform")
            .putHeader("X-Accel-Buffering", "no")
            .putHeader("Connection", "close");
    }
}
