package dev.parley.transport.engineio;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A request that brought packets, and is answered when they are taken. */
final class Post {

    private final Context home = Vertx.currentContext();
    private final HttpServerRequest request;
    private final Deque<Packet> packets;
    private final int bytes;

    /** On the context of the request. */
    Post(HttpServerRequest request, List<Packet> packets, int bytes) {
        this.request = request;
        this.packets = new ArrayDeque<>(packets);
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** Those that are not taken yet. */
    Deque<Packet> packets() {
        return packets;
    }

    void taken() {
        home.runOnContext(go -> Answers.taken(request));
    }

    void refuse(Complaint why) {
        home.runOnContext(go -> Answers.refuse(request, why));
    }
}
