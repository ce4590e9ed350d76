package dev.parley.transport.sse;

import dev.parley.hub.Start;
import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import dev.parley.session.Starts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the request for a stream asks for.
 *
 * @param starts  the channels in the order in which they were named, each with where it begins
 * @param returns whether the client comes back by itself, unless a status other than 200 keeps it
 */
record StreamRequest(Map<String, Start> starts, boolean returns) {

    /** Longer than the name of any channel. */
    private static final int NAME_MAX = 300;
    /** An id of ours that nobody can read says that something is missing, but not what. */
    private static final Start LOST = new Start.After(0, Optional.of(""));

    /** Throws a refusal, or {@code IllegalArgumentException} for an address that is no proper text. */
    static StreamRequest read(HttpServerRequest request, int channelsMax) {
        var names = names(request.params().getAll("channel"), channelsMax);
        var id = lastId(request);
        var known = id.flatMap(StreamId::read);
        var since = request.params().getAll("since");
        var starts = new LinkedHashMap<String, Start>();
        for (int i = 0; i < names.size(); i++) {
            var channel = names.get(i);
            var start = start(request, since, i, names.size());
            var former = id.isPresent() && known.isEmpty() ? Optional.of(LOST)
                : known.map(all -> all.positions().get(ChannelMark.of(channel))).map(StreamRequest::after);
            starts.putIfAbsent(channel, former.map(start::from).orElse(start));
        }
        starts.remove(Channels.SESSION);
        return new StreamRequest(starts, returns(request));
    }

    /** An EventSource says that it accepts nothing else, or where it was. */
    static boolean returns(HttpServerRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/event-stream")
            || lastId(request).isPresent();
    }

    /** The header is what a browser adds by itself; the parameter is for those who cannot set it. */
    private static Optional<String> lastId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID")).filter(id -> !id.isEmpty())
            .or(() -> Optional.ofNullable(request.getParam("lastEventId")).filter(id -> !id.isEmpty()));
    }

    private static List<String> names(List<String> names, int channelsMax) {
        if (names.isEmpty()) {
            throw Refusal.badRequest("Name the channels: ?channel=room.lobby&channel=…").asException();
        }
        if (names.size() > channelsMax) {
            throw new Refusal(FailureType.TOO_LARGE, "A stream has " + channelsMax + " channels at most.")
                .asException();
        }
        if (names.stream().anyMatch(name -> name.isEmpty() || name.length() > NAME_MAX)) {
            throw Refusal.badRequest("The name of a channel has 1 to " + NAME_MAX + " characters.")
                .asException();
        }
        return names;
    }

    private static Start start(HttpServerRequest request, List<String> since, int place, int count) {
        if (!since.isEmpty() && since.size() != count) {
            throw Refusal.badRequest("Give as many \"since\" as \"channel\", in the same order.")
                .asException();
        }
        var said = new JsonObject();
        if (!since.isEmpty()) {
            said.put("since", since.get(place));
        }
        for (var name : List.of("last", "epoch", "state")) {
            Optional.ofNullable(request.getParam(name)).ifPresent(value -> said.put(name, value));
        }
        return Starts.read(said);
    }

    private static Start after(Position position) {
        return new Start.After(position.seq(), Optional.of(position.epoch()));
    }
}
