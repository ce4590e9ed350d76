package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A connection of Engine.IO that carries the packets of Socket.IO. */
final class EnginePipe implements Pipe {

    /** How it is carried: an upgraded one begins by polling. */
    enum Kind { POLLING, WEBSOCKET, UPGRADED }

    private static final String PATH = "/socket.io/?EIO=4&transport=";
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Outgoing outgoing = new Outgoing(() -> over = true);
    private final Gate gate = new Gate();
    private final String base;
    private final Kind kind;
    private final Ear ear;
    private volatile String sid = "";
    private volatile boolean over;
    private WebSocketPipe socket;

    EnginePipe(int port, Kind kind, Ear ear) {
        this.base = "http://127.0.0.1:" + port + PATH + "polling";
        this.kind = kind;
        this.ear = ear;
        var own = new Ear(this::packet, ear.ended());
        switch (kind) {
            case POLLING -> Thread.ofVirtual().start(this::poll);
            case WEBSOCKET -> socket = new WebSocketPipe(port, PATH + "websocket", false, own);
            case UPGRADED -> {
                request("GET", "").lines().forEach(this::packet);
                socket = new WebSocketPipe(port, PATH + "websocket&sid=" + sid, false, own);
                socket.send("2probe");
            }
        }
    }

    @Override
    public void send(String text) {
        outgoing.onceOpen(() -> raw("4" + text));
    }

    @Override
    public void pause(boolean paused) {
        gate.shut(paused);
        if (socket != null) {
            socket.pause(paused);
        }
    }

    @Override
    public void cut() {
        over = true;
        outgoing.cut();
        http.shutdownNow();
        if (socket != null) {
            socket.cut();
        }
    }

    private void packet(String packet) {
        switch (packet.charAt(0)) {
            case '0' -> {
                sid = new JsonObject(packet.substring(1)).getString("sid");
                if (kind != Kind.UPGRADED) {
                    outgoing.opened();
                }
            }
            case '1' -> ear.ended().accept(Client.BROKEN);
            case '2' -> outgoing.next(() -> raw("3"));
            case '3' -> {
                raw("5");
                outgoing.opened();
            }
            case '4' -> ear.message().accept(packet.substring(1));
            case '6' -> { }
            default -> throw new AssertionError("no packet of Engine.IO: " + packet);
        }
    }

    private void raw(String packet) {
        if (socket != null) {
            socket.send(packet);
        } else {
            request("POST", packet);
        }
    }

    private void poll() {
        try {
            while (!over) {
                gate.pass();
                var packets = request("GET", "");
                if (packets.isEmpty()) {
                    return;
                }
                for (var packet : packets.split("\u001e")) {
                    gate.pass();
                    packet(packet);
                }
            }
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The body of the answer; empty when the connection is over. */
    private String request(String method, String body) {
        try {
            var address = URI.create(sid.isEmpty() ? base : base + "&sid=" + sid);
            var answer = http.send(HttpRequest.newBuilder(address)
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            if (answer.statusCode() == OK) {
                return answer.body();
            }
        } catch (IOException | InterruptedException broken) {
            over = true;
        }
        ear.ended().accept(Client.BROKEN);
        return "";
    }
}
