package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Rule;
import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.log.Snapshot;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Position;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The log of every channel: of rooms and people the durable one; of live channels the one that their
 * namespace names, behind {@link LiveRights}. A log is asked in the name of the server where the right was
 * decided here. Whoever reads a page of a live channel was let in before: what may take his right away (other
 * namespaces, another token) is told to the hubs.
 */
public final class ChannelLog implements Log {

    private static final Opening PASSING = new Opening.Passing();

    private final Log durable;
    private final Log recent;
    private final LiveRights rights;
    private final Namespaces namespaces;

    public ChannelLog(Log durable, Log recent, Namespaces namespaces) {
        this.durable = durable;
        this.recent = recent;
        this.rights = new LiveRights(namespaces);
        this.namespaces = namespaces;
    }

    @Override
    public Future<List<Opening>> open(List<Door> doors) {
        var openings = new Opening[doors.size()];
        var places = new LinkedHashMap<Log, List<Integer>>();
        for (int i = 0; i < openings.length; i++) {
            var door = doors.get(i);
            if (!door.channel().startsWith(Channels.LIVE)) {
                places.computeIfAbsent(durable, log -> new ArrayList<>()).add(i);
                continue;
            }
            try {
                if (Channels.isPattern(door.channel())) {
                    openings[i] = new Opening.Passing(!door.ofServer()
                        && rights.listens(door).rights().subscribe() == Rule.TOKEN);
                    continue;
                }
                var kind = rights.reads(door).log();
                if (kind == Kind.NONE) {
                    openings[i] = PASSING;
                } else {
                    places.computeIfAbsent(of(kind), log -> new ArrayList<>()).add(i);
                }
            } catch (RefusedException refused) {
                openings[i] = new Opening.Shut(refused.refusal());
            }
        }
        var asked = places.entrySet().stream().map(entry -> ask(entry.getKey(), entry.getValue(), doors,
            openings)).toList();
        return Future.all(asked).map(all -> List.of(openings));
    }

    private static Future<?> ask(Log log, List<Integer> places, List<Door> doors, Opening[] openings) {
        var wishes = places.stream().map(doors::get).map(ChannelLog::asServer).toList();
        return log.open(wishes).transform(answered -> {
            for (int i = 0; i < places.size(); i++) {
                openings[places.get(i)] = answered.succeeded() ? answered.result().get(i)
                    : new Opening.Away(refusal(answered.cause()));
            }
            return Future.succeededFuture();
        });
    }

    private static Refusal refusal(Throwable cause) {
        return cause instanceof RefusedException refused ? refused.refusal()
            : Refusal.unavailable("The log is away; asking again is safe.", 1_000);
    }

    private static Door asServer(Door door) {
        return door.channel().startsWith(Channels.LIVE) ? new Door(door.channel(), "") : door;
    }

    @Override
    public Future<Page> read(PageRequest request) {
        var channel = request.channel();
        if (!channel.startsWith(Channels.LIVE)) {
            return durable.read(request);
        }
        return kindOf(channel) == Kind.NONE
            ? Future.failedFuture(Refusal.notFound("log of \"" + channel + "\"").asException())
            : of(kindOf(channel)).read(new PageRequest(channel, "", request.after(), request.limit()));
    }

    @Override
    public Future<Map<String, Position>> heads(Set<String> channels) {
        var byLog = new HashMap<Log, Set<String>>();
        for (var channel : channels) {
            var kind = channel.startsWith(Channels.LIVE) ? kindOf(channel) : Kind.DURABLE;
            if (kind != Kind.NONE) {
                byLog.computeIfAbsent(of(kind), log -> new HashSet<>()).add(channel);
            }
        }
        var heads = new HashMap<String, Position>(channels.size() * 2);
        var asked = byLog.entrySet().stream()
            .map(entry -> entry.getKey().heads(entry.getValue()).onSuccess(heads::putAll)).toList();
        return Future.join(asked).transform(all -> all.failed() && heads.isEmpty()
            ? Future.failedFuture(all.cause()) : Future.succeededFuture(heads));
    }

    @Override
    public Future<Optional<Snapshot>> snapshot(String channel) {
        return namespaces.of(channel).filter(Namespace::state).isPresent() ? durable.snapshot(channel)
            : Future.succeededFuture(Optional.empty());
    }

    private Kind kindOf(String channel) {
        return namespaces.of(channel).map(namespace -> namespace.log()).orElse(Kind.NONE);
    }

    private Log of(Kind kind) {
        return kind == Kind.RECENT ? recent : durable;
    }
}
