package dev.parley.transport.eventbus;

import dev.parley.hub.Broadcast;
import dev.parley.hub.Subscribed;
import dev.parley.hub.WireFormat;
import dev.parley.limit.Allowance;
import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.session.Closing;
import dev.parley.session.Grant;
import dev.parley.session.Session;
import dev.parley.session.Sessions;
import dev.parley.session.Starts;
import dev.parley.transport.SessionPipe;
import dev.parley.transport.Visit;
import dev.parley.transport.eventbus.Frame.ReplyTo;
import dev.parley.transport.socket.Line;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The frames of the event-bus bridge between a line and its session. */
final class Bridge implements SessionPipe, Line.Listener {

    /** How many frames in a row may be no frames. */
    private static final int STRIKES_MAX = 10;

    private final Line line;
    private final WireFormat events;
    private final boolean pongs;
    private final int frameBytesMax;
    private final String device;
    private final Session session;
    private Optional<String> token;
    private int strikes;

    /**
     * @param events how the line takes them
     * @param pongs whether pings are answered: the stock SockJS client warns of frames that it does not
     * know
     */
    Bridge(Sessions sessions, Line line, WireFormat events, boolean pongs, Visit visit, int frameBytesMax) {
        this.token = visit.token();
        this.device = visit.device();
        this.line = line;
        this.events = events;
        this.pongs = pongs;
        this.frameBytesMax = frameBytesMax;
        this.session = sessions.open(this);
    }

    @Override
    public void opened() {
        token.ifPresent(session::identify);
        token = Optional.empty();
    }

    @Override
    public void message(String text) {
        var frame = FrameReader.read(text);
        if (!(frame instanceof Frame.NotUnderstood)) {
            strikes = 0;
        }
        switch (frame) {
            case Frame.Ping ping -> {
                if (session.admits() && pongs) {
                    line.send(Envelope.PONG);
                }
            }
            case Frame.Send send -> session.command(send.address(), send.action(), send.body(),
                new BridgeAnswer(line, send.replyTo()));
            case Frame.Register register -> register(register);
            case Frame.Unregister unregister -> session.unsubscribe(unregister.address());
            case Frame.Publish publish -> session.command("parley.live", "publish",
                publish.body(),
                new BridgeAnswer(line, ReplyTo.NOBODY));
            case Frame.Faulty faulty -> {
                session.admits();
                new BridgeAnswer(line, faulty.replyTo()).refuse(faulty.why());
            }
            case Frame.NotUnderstood not -> unreadable(not.why());
        }
    }

    private void register(Frame.Register register) {
        var channel = register.address();
        try {
            session.subscribe(channel, Starts.read(register.headers()), new Grant() {
                @Override
                public void granted(Subscribed answer) {
                    subscribed(channel, answer);
                }

                @Override
                public void refused(Refusal why) {
                    ended(channel, why);
                }
            });
        } catch (RefusedException wrong) {
            session.admits();
            ended(channel, wrong.refusal());
        }
    }

    @Override
    public void unreadable(String why) {
        session.admits();
        line.send(Envelope.err("", Refusal.badRequest(why)));
        strikes++;
        if (strikes >= STRIKES_MAX) {
            session.close(Closing.BAD_FRAMES);
        }
    }

    @Override
    public void tooLarge() {
        session.admits();
        line.send(Envelope.err("", new Refusal(FailureType.TOO_LARGE,
            "A frame may have " + frameBytesMax + " bytes at most.")));
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
        return line.backlog();
    }

    @Override
    public void closed() {
        session.closed();
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public Allowance address() {
        return line.address();
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        return line.offer(() -> broadcast.frame(events).retainedDuplicate());
    }

    @Override
    public void subscribed(String channel, Subscribed answer) {
        line.send(Envelope.subscribed(channel, answer));
    }

    @Override
    public void ended(String channel, Refusal why) {
        line.send(Envelope.err(channel, why));
    }

    @Override
    public void notice(JsonObject notice) {
        line.send(Envelope.rec(Channels.SESSION, notice.encode()));
    }

    @Override
    public void reading(boolean wanted) {
        line.reading(wanted);
    }

    @Override
    public void ping() {
        line.ping();
    }

    @Override
    public void close(Closing why) {
        line.close(why);
    }
}
