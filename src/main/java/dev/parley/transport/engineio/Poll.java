package dev.parley.transport.engineio;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Deque;

/**
 * A request that waits for packets. It may belong to another event loop than the connection that it is
 * answered by: the answer is sent over.
 */
final class Poll {

    private final Context home = Vertx.currentContext();
    private final HttpServerRequest request;

    /** On the context of the request. */
    Poll(HttpServerRequest request) {
        this.request = request;
    }

    /** Answers with these packets, which it takes over; the number of bytes. */
    int finish(Deque<ByteBuf> packets) {
        var payload = Buffer.buffer();
        for (var packet : packets) {
            if (payload.length() > 0) {
                payload.appendByte((byte) Packet.SEPARATOR);
            }
            var bytes = new byte[packet.readableBytes()];
            packet.readBytes(bytes).release();
            payload.appendBytes(bytes);
        }
        packets.clear();
        home.runOnContext(go -> Answers.payload(request, payload));
        return payload.length();
    }

    /** Answers with a packet of text. */
    void finish(String packet) {
        home.runOnContext(go -> Answers.payload(request, Buffer.buffer(packet)));
    }

    void refuse(Complaint why) {
        home.runOnContext(go -> Answers.refuse(request, why));
    }
}
