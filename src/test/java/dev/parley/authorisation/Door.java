package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** A way in: gives a speaker for whoever has the token, or none. */
interface Door extends Function<Optional<String>, Future<Speaker>> {

    int MESSAGE_MAX = 1 << 20;

    static Door bridge(Vertx vertx, int port) {
        var client = vertx.createWebSocketClient(sockets());
        return token -> BridgeSpeaker.connect(client, port, token);
    }

    static Door socketIo(Vertx vertx, int port) {
        var client = vertx.createWebSocketClient(sockets());
        return token -> SocketIoSpeaker.connect(client, port, token);
    }

    static Door http(Vertx vertx, int port, Operations operations) {
        var client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(50));
        return token -> Future.succeededFuture(new HttpSpeaker(client, operations, port, token));
    }

    /** What the API says of itself. */
    static Operations operations(Vertx vertx, int port) {
        var client = vertx.createHttpClient();
        Buffer document = Crew.await(client.request(HttpMethod.GET, port, "127.0.0.1", "/api/v1/openapi.json")
            .compose(request -> request.send().compose(HttpClientResponse::body)));
        return new Operations(new JsonObject(document));
    }

    private static WebSocketClientOptions sockets() {
        return new WebSocketClientOptions().setMaxConnections(200).setMaxFrameSize(MESSAGE_MAX)
            .setMaxMessageSize(MESSAGE_MAX);
    }
}
