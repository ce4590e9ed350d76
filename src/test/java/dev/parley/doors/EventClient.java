package dev.parley.doors;

import dev.parley.testing.EventReader;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of server-sent events: a stream for each request, and another door to write through, as the
 * protocol means it.
 */
final class EventClient extends Client {

    private final int port;
    private final String token;
    private final Client writer;
    private final Gate gate = new Gate();
    private final List<EventReader> streams = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private volatile boolean cut;

    EventClient(int port, String token, Client writer) {
        this.port = port;
        this.token = token;
        this.writer = writer;
    }

    @Override
    void subscribe(Map<String, JsonObject> starts) {
        var query = new StringBuilder();
        starts.forEach((channel, start) -> {
            query.append("&channel=").append(URLEncoder.encode(channel, StandardCharsets.UTF_8));
            start.forEach(entry -> {
                if (!entry.getKey().equals("epoch")) {
                    query.append('&').append(entry.getKey()).append('=').append(entry.getValue());
                }
            });
            if (start.containsKey("since")) {
                move(channel, start.getLong("since"), start.getString("epoch", ""));
            }
        });
        starts.values().stream().filter(start -> start.containsKey("epoch")).findFirst()
            .ifPresent(start -> query.append("&epoch=").append(start.getString("epoch")));
        open(query.toString(), Optional.empty());
    }

    /** Goes on where another has ended, by the ids of its streams alone. */
    void goOn(EventClient former) {
        for (int i = 0; i < former.streams.size(); i++) {
            former.positions().forEach((channel, at) ->
                move(channel, at.getLong("since"), at.getString("epoch")));
            open(former.requests.get(i), Optional.of(former.streams.get(i).lastId()));
        }
    }

    @Override
    JsonObject ask(String address, String action, JsonObject body) {
        return writer.ask(address, action, body);
    }

    @Override
    void pause(boolean paused) {
        gate.shut(paused);
    }

    @Override
    void cut() {
        cut = true;
        streams.forEach(EventReader::close);
        writer.cut();
        over(BROKEN);
    }

    private void open(String query, Optional<String> lastId) {
        var stream = new EventReader(port, "/events?token=" + token + query,
            lastId.map(id -> new String[] {"Last-Event-ID: " + id}).orElse(new String[0]));
        if (stream.status() == 200) {
            streams.add(stream);
            requests.add(query);
            Thread.ofVirtual().start(() -> read(stream));
            return;
        }
        try (stream) {
            var failure = new JsonObject(stream.body()).getString("code");
            told(Told.refused("", failure));
            if (failure.equals("unauthenticated")) {
                over(3500);
            }
        }
    }

    private void read(EventReader stream) {
        int code = BROKEN;
        try {
            gate.pass();
            for (var event = stream.next(); event.isPresent(); event = stream.next()) {
                var data = event.get().data();
                var channel = (String) data.remove("channel");
                switch (event.get().type()) {
                    case "unsubscribed" ->
                        told(Told.refused(channel, data.getJsonObject("error").getString("type")));
                    case "session.closed" -> code = data.getInteger("code");
                    default -> told(new Told(channel, data));
                }
                gate.pass();
            }
        } catch (UncheckedIOException broken) {
            if (!cut) {
                told(new Told("", new JsonObject().put("type", "broken")));
            }
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
        over(code);
    }
}
