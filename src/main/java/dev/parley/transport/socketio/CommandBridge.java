package dev.parley.transport.socketio;

import dev.parley.hub.Broadcast;
import dev.parley.hub.Start;
import dev.parley.hub.Subscribed;
import dev.parley.limit.Allowance;
import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.session.Closing;
import dev.parley.session.Session;
import dev.parley.session.Sessions;
import dev.parley.session.Shapes;
import dev.parley.session.Starts;
import dev.parley.transport.SessionPipe;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The words of Socket.IO clients between a namespace and its session. */
final class CommandBridge implements SessionPipe, NamespaceSocket.Listener {

    /** From this code on a client shall not come back by itself. */
    private static final int FOR_GOOD = 3500;

    private final NamespaceSocket socket;
    private final EventFrames frames;
    private final String device;
    private final int eventBytesMax;
    private final Session session;

    CommandBridge(Sessions sessions, NamespaceSocket socket, EventFrames frames, String device,
                  int eventBytesMax) {
        this.socket = socket;
        this.frames = frames;
        this.device = device;
        this.eventBytesMax = eventBytesMax;
        this.session = sessions.open(this);
    }

    /** The text of the event that tells a notice. */
    static String told(JsonObject notice) {
        return "[\"session\"," + notice.encode() + "]";
    }

    /** Lets the client in if its token is good, or none is given yet. */
    void enter(JsonObject auth, Optional<String> fromRequest) {
        var given = auth.getValue("token");
        var token = given == null ? fromRequest : Optional.of(given instanceof String text ? text : "");
        if (token.isEmpty()) {
            socket.accept(session.id());
        } else if (token.get().isEmpty()) {
            keepOut(new Refusal(FailureType.UNAUTHENTICATED, "Field \"token\" of auth must be a token."));
        } else {
            enter(token.get());
        }
    }

    private void enter(String token) {
        session.authenticate(token).onComplete(known -> {
            if (known.succeeded()) {
                socket.accept(session.id());
            } else {
                keepOut(session.refusal("connect", known.cause()));
            }
        });
    }

    /** Only a token that cannot be believed is the client's fault; else it shall try again by itself. */
    private void keepOut(Refusal why) {
        switch (why.type()) {
            case UNAVAILABLE, TIMEOUT, INTERNAL -> session.close(Closing.UNSURE);
            default -> socket.refuse(why.message(), Shapes.body(why));
        }
    }

    @Override
    public void event(String name, JsonArray values, boolean binary, Reply reply) {
        var answer = new CommandAnswer(socket, name, reply);
        try {
            var body = EventBody.of(values, binary);
            switch (name) {
                case "subscribe" -> subscribe(EventBody.channel(body), Starts.read(body), answer);
                case "unsubscribe" -> {
                    session.unsubscribe(EventBody.channel(body));
                    answer.reply("{}");
                }
                default -> session.command(EventBody.address(name), EventBody.action(name), body, answer);
            }
        } catch (RefusedException wrong) {
            refuse(answer, wrong.refusal());
        }
    }

    /** The session's own channel needs no asking. */
    private void subscribe(String channel, Start start, CommandAnswer answer) {
        session.subscribe(channel, start, answer);
        if (channel.equals(Channels.SESSION)) {
            answer.reply("{}");
        }
    }

    /** Counts what never reaches the session, and refuses it. */
    private void refuse(CommandAnswer answer, Refusal why) {
        session.admits();
        answer.refuse(why);
    }

    @Override
    public void tooLarge(Reply reply) {
        refuse(new CommandAnswer(socket, "", reply), new Refusal(FailureType.TOO_LARGE,
            "An event may have " + eventBytesMax + " bytes at most."));
    }

    @Override
    public void closed(boolean silent) {
        if (silent) {
            session.close(Closing.SILENT);
        }
        session.closed();
    }

    @Override
    public String name() {
        return "socketio";
    }

    @Override
    public Allowance address() {
        return socket.address();
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public long backlog() {
        return socket.backlog();
    }

    @Override
    public boolean offer(Broadcast events) {
        return socket.offer(() -> frames.frame(events), () -> frames.packets(events));
    }

    @Override
    public void subscribed(String channel, Subscribed answer) {
        tell(channel, Shapes.put(new JsonObject().put("type", "subscribed"), answer));
    }

    @Override
    public void ended(String channel, Refusal why) {
        tell(channel, new JsonObject().put("type", "unsubscribed").put("error", Shapes.body(why)));
    }

    private void tell(String channel, JsonObject said) {
        socket.emit("[\"event\"," + Json.encode(channel) + "," + said.encode() + "]");
    }

    @Override
    public void notice(JsonObject notice) {
        socket.emit(told(notice));
    }

    @Override
    public void reading(boolean wanted) {
        socket.reading(wanted);
    }

    /** Engine.IO asks by itself, as often as the same settings say. */
    @Override
    public void ping() {
    }

    @Override
    public void close(Closing why) {
        notice(new JsonObject().put("type", "session.closed").put("code", why.code())
            .put("reason", why.reason()));
        if (why.code() >= FOR_GOOD) {
            socket.disconnect(why);
        } else {
            socket.close(why);
        }
    }
}
