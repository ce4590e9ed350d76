package dev.parley.clients;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A guest who talks by wss, with the JDK's own client. Its calls block, within limits. */
final class SecureTalker implements WebSocket.Listener, AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private int asked;

    private SecureTalker(HttpClient http, URI node, String token) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create("wss://" + node.getAuthority()
            + "/eventbus/websocket?token=" + token), this).join();
    }

    /** Comes to a node, whose certificate the client believes. */
    static SecureTalker guest(HttpClient http, URI node) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(node.resolve("/auth/guest"))
            .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"Ana\"}"))
            .build(), BodyHandlers.ofString());
        return new SecureTalker(http, node, new JsonObject(answer.body()).getString("token"));
    }

    /** Asks and waits for the answer. */
    JsonObject ask(String address, String action, String body) {
        asked++;
        var reply = "r" + asked;
        send(new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply)
            .put("headers", new JsonObject().put("action", action))
            .put("body", new JsonObject(body.replace('\'', '"'))));
        return next(frame -> reply.equals(frame.getString("address"))).getJsonObject("body");
    }

    void follow(String channel) {
        send(new JsonObject().put("type", "register").put("address", channel));
        event(channel, "subscribed");
    }

    /** The next of this type. */
    JsonObject event(String channel, String type) {
        return next(frame -> channel.equals(frame.getString("address"))
            && type.equals(frame.getJsonObject("body").getString("type"))).getJsonObject("body");
    }

    private void send(JsonObject frame) {
        socket.sendText(frame.encode(), true).join();
    }

    private JsonObject next(Predicate<JsonObject> wanted) {
        try {
            for (;;) {
                var frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (frame == null || "err".equals(frame.getString("type"))) {
                    throw new AssertionError("nothing came but " + frame);
                } else if (wanted.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            heard.add(new JsonObject(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
