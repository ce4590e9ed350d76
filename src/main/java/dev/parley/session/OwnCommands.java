package dev.parley.session;

import dev.parley.auth.Identity;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiFunction;

/** The commands of {@code parley.session}, which concern the session itself. */
final class OwnCommands {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SessionParts parts;

    OwnCommands(SessionParts parts) {
        this.parts = parts;
    }

    /** A time as the wire shows it: RFC 3339, UTC, milliseconds. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The notice that a session's token ends soon. */
    static JsonObject expiring(Identity identity) {
        return new JsonObject().put("type", "session.expiring").put("expiresAt", time(identity.expiresAt()));
    }

    List<Command> commands(MeterRegistry meters) {
        return List.of(
            command("authenticate", Command.Standing.ANYONE, this::authenticate, meters),
            command("whoami", Command.Standing.AUTHENTICATED, this::whoami, meters),
            command("sync", Command.Standing.AUTHENTICATED,
                (session, body) -> new Sync(session, parts.settings().registrationsMax()).run(body), meters),
            command("ack", Command.Standing.AUTHENTICATED, this::ack, meters));
    }

    private static Command command(String action, Command.Standing standing,
                                   BiFunction<Session, Fields, Future<Done>> run, MeterRegistry meters) {
        return new Command(Channels.SESSION, action, standing, false, run,
            new CommandMeters(meters, Channels.SESSION, action));
    }

    private Future<Done> authenticate(Session session, Fields body) {
        return session.who().verify(body.string("token")).compose(identity -> whoami(session, body));
    }

    private Future<Done> whoami(Session session, Fields body) {
        var identity = session.who().identity();
        var settings = parts.settings();
        return Future.succeededFuture(new Done(new JsonObject()
            .put("user", new JsonObject().put("id", identity.user()).put("name", identity.name())
                .put("roles", new JsonArray(identity.roles().stream().sorted().toList())))
            .put("session", session.id())
            .put("node", parts.nodeId())
            .put("expiresAt", time(identity.expiresAt()))
            .put("limits", new JsonObject()
                .put("frameBytes", settings.frameBytesMax())
                .put("commandsPerSecond", settings.commandsPerSecond())
                .put("commandsBurst", settings.commandsBurst())
                .put("registrations", settings.registrationsMax()))
            .encode()));
    }

    private Future<Done> ack(Session session, Fields body) {
        return new Acknowledgement(session, session.commands())
            .run(ChannelMap.of(body, parts.settings().registrationsMax()));
    }
}
