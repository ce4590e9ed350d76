package dev.parley.doors;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A WebSocket, plain or with SockJS's frames in it. */
final class WebSocketPipe implements Pipe, WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final boolean sockjs;
    private final Ear ear;
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private boolean paused;
    private boolean withheld;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    WebSocketPipe(int port, String path, boolean sockjs, Ear ear) {
        this.sockjs = sockjs;
        this.ear = ear;
        this.socket = HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), this).join();
    }

    @Override
    public synchronized void send(String message) {
        sent = sent.thenCompose(before -> socket.sendText(sockjs ? SockJsText.wrap(message) : message, true))
            .exceptionally(closed -> null);
    }

    @Override
    public synchronized void pause(boolean wanted) {
        paused = wanted;
        if (!paused && withheld) {
            withheld = false;
            socket.request(1);
        }
    }

    @Override
    public void cut() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        text.append(piece);
        if (last) {
            var whole = text.toString();
            text.setLength(0);
            if (sockjs) {
                SockJsText.read(whole, ear);
            } else {
                ear.message().accept(whole);
            }
        }
        more(from);
        return null;
    }

    private synchronized void more(WebSocket from) {
        if (paused) {
            withheld = true;
        } else {
            from.request(1);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ear.ended().accept(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        ear.ended().accept(Client.BROKEN);
    }
}
