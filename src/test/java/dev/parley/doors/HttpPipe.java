package dev.parley.doors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A SockJS session over plain HTTP: a request that waits for what there is, and others that send. */
final class HttpPipe implements Pipe {

    private static final int OK = 200;

    /** How messages come down. */
    enum Kind {
        POLLING("xhr", "POST"), STREAMING("xhr_streaming", "POST"), EVENTSOURCE("eventsource", "GET");

        private final String path;
        private final String method;

        Kind(String path, String method) {
            this.path = path;
            this.method = method;
        }
    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Outgoing outgoing = new Outgoing(this::broken);
    private final Gate gate = new Gate();
    private final Kind kind;
    private final String session;
    private final String token;
    private final Ear ear;
    private volatile boolean over;

    HttpPipe(int port, Kind kind, String token, Ear ear) {
        this.kind = kind;
        this.session = "http://127.0.0.1:" + port + "/eventbus/000/" + UUID.randomUUID() + "/";
        this.token = token;
        this.ear = new Ear(ear.message(), code -> {
            over = true;
            ear.ended().accept(code);
        });
        Thread.ofVirtual().start(this::receive);
    }

    @Override
    public void send(String text) {
        outgoing.onceOpen(() -> {
            var request = HttpRequest.newBuilder(URI.create(session + "xhr_send"))
                .POST(BodyPublishers.ofString(SockJsText.wrap(text))).build();
            if (http.send(request, BodyHandlers.ofString()).statusCode() != 204) {
                broken();
            }
        });
    }

    private void broken() {
        ear.ended().accept(Client.BROKEN);
    }

    @Override
    public void pause(boolean paused) {
        gate.shut(paused);
    }

    @Override
    public void cut() {
        over = true;
        outgoing.cut();
        http.shutdownNow();
    }

    private void receive() {
        var request = HttpRequest.newBuilder(URI.create(session + kind.path + "?token=" + token))
            .method(kind.method, BodyPublishers.noBody()).build();
        try {
            while (!over) {
                gate.pass();
                var response = http.send(request, BodyHandlers.ofInputStream());
                if (response.statusCode() != OK) {
                    throw new IOException("status " + response.statusCode());
                }
                try (var lines = new BufferedReader(
                    new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                        gate.pass();
                        read(line);
                    }
                }
            }
        } catch (IOException | InterruptedException broken) {
            broken();
        }
    }

    /** SockJS's own client undoes percent escapes in what an event source brings. */
    private void read(String line) {
        if (kind != Kind.EVENTSOURCE) {
            frame(line);
        } else if (line.startsWith("data: ")) {
            frame(line.substring(6).replace("%25", "%"));
        }
    }

    private void frame(String frame) {
        outgoing.opened();
        SockJsText.read(frame, ear);
    }
}
