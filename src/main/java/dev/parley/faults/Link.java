package dev.parley.faults;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A client's raw WebSocket, which finds its way to another node when it breaks or falls silent. Lives on one
 * context; frames of a former connection are never heard.
 */
final class Link {

    private static final int SILENCE_MS_MAX = 5000;
    private static final int PING_MS = 1000;
    private static final int OPEN_MS_MAX = 4000;

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final Route route;
    private final Ears ears;
    private WebSocket socket;
    private int life;
    private long heardAt;
    private boolean stopped;
    private int port;

    Link(Context context, WebSocketClient client, Route route, Ears ears) {
        this.vertx = context.owner();
        this.context = context;
        this.client = client;
        this.route = route;
        this.ears = ears;
    }

    void start() {
        context.runOnContext(start -> {
            vertx.setPeriodic(PING_MS, ping -> watch());
            open();
        });
    }

    void stop() {
        stopped = true;
        drop();
    }

    /** Sends a frame; without a connection it is forgotten, as in a lost one. */
    void send(JsonObject frame) {
        if (socket != null) {
            socket.writeTextMessage(frame.encode());
        }
    }

    private void open() {
        int mine = ++life;
        port = route.next(port);
        vertx.setTimer(OPEN_MS_MAX, late -> {
            if (mine == life && socket == null) {
                again();
            }
        });
        client.connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port)
                .setURI("/eventbus/websocket?token=" + route.token()))
            .onFailure(fault -> context.runOnContext(failed -> {
                if (mine == life) {
                    again();
                }
            }))
            .onSuccess(opened -> context.runOnContext(open -> opened(mine, opened)));
    }

    private void opened(int mine, WebSocket opened) {
        if (mine != life || stopped) {
            opened.close();
            return;
        }
        socket = opened;
        heardAt = System.currentTimeMillis();
        opened.textMessageHandler(text -> context.runOnContext(heard -> {
            if (mine == life) {
                heardAt = System.currentTimeMillis();
                ears.heard(new JsonObject(text));
            }
        }));
        opened.closeHandler(closed -> context.runOnContext(gone -> {
            if (mine == life) {
                again();
            }
        }));
        opened.exceptionHandler(fault -> { });
        ears.opened();
    }

    private void watch() {
        if (socket != null && System.currentTimeMillis() - heardAt > SILENCE_MS_MAX) {
            again();
        } else {
            send(new JsonObject().put("type", "ping"));
        }
    }

    private void again() {
        drop();
        if (!stopped) {
            route.findings().reconnected.incrementAndGet();
            int mine = life;
            vertx.setTimer(50 + route.random().nextInt(200), later -> {
                if (mine == life && !stopped) {
                    open();
                }
            });
        }
    }

    private void drop() {
        life++;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    /** Who hears what comes. */
    interface Ears {

        void opened();

        void heard(JsonObject frame);
    }

    /** Where to connect to, and as whom. */
    record Route(List<Integer> ports, String token, RandomGenerator random, Findings findings) {

        /** Another port than the present one, if there is any. */
        int next(int present) {
            var others = ports.stream().filter(port -> port != present).toList();
            return others.isEmpty() ? present : others.get(random.nextInt(others.size()));
        }
    }
}
