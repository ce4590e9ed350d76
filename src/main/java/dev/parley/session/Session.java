package dev.parley.session;

import dev.parley.auth.Identity;
import dev.parley.hub.Broadcast;
import dev.parley.hub.Start;
import dev.parley.hub.Subscribed;
import dev.parley.hub.Subscriber;
import dev.parley.hub.Subscription;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One logical client: who it is, what it asks for, what it hears. Lives on one event loop; its transport
 * calls it there.
 */
public final class Session implements Subscriber {

    private final Sessions loop;
    private final Transport transport;
    private final String id;
    private final Intake intake;
    private final Turns turns;
    private final Vitals vitals;
    private final Identification who;
    private final Registrations registrations;
    private final Attendance attendance;
    private boolean ended;

    Session(Sessions loop, Transport transport, String id) {
        this.loop = loop;
        this.transport = transport;
        this.id = id;
        this.intake = new Intake(transport, loop.parts().settings(), loop.parts().admission());
        this.turns = new Turns(this, loop, intake, loop.parts().settings());
        this.vitals = new Vitals(this, loop, transport, intake, turns);
        this.who = new Identification(this, loop);
        this.attendance = new Attendance(id, transport, loop.parts().presences());
        this.registrations = new Registrations(this, loop.parts(), attendance);
    }

    /** The public id, as publications name their origin. No credential. */
    public String id() {
        return id;
    }

    /** Something came from the client, whatever it was. */
    public void alive() {
        vitals.heard();
    }

    /** A ping of ours came back after so long. */
    public void measured(long nanos) {
        vitals.measured(nanos);
    }

    /** So many bytes came from the client, whatever they mean. */
    public void received(int bytes) {
        intake.received(bytes, loop.now());
    }

    /** Counts a frame that is neither command nor subscribe; false when it shall have no effect. */
    public boolean admits() {
        return intake.cost(loop.now()) == 0;
    }

    /** Uses the token of the connection; a bad one ends it. What comes meanwhile waits. */
    public void identify(String token) {
        who.verify(token).onFailure(cause -> close(Closing.notKnown(refusal("identification", cause))));
    }

    /** Takes a token; a refused one leaves the session as it was. */
    public Future<Identity> authenticate(String token) {
        return who.verify(token);
    }

    /** Carries out a command and answers it, writes of one room in the order in which they came. */
    public void command(String address, String action, JsonObject body, Answer answer) {
        if (ended || who.holds(() -> command(address, action, body, answer))) {
            return;
        }
        turns.take(address, action, body, answer);
    }

    /** Subscribes to a channel, or moves the cursor of the subscription that there is. */
    public void subscribe(String channel, Start start, Grant grant) {
        if (channel.equals(Channels.SESSION)) {
            admits();
            return;
        }
        if (ended || who.holds(() -> subscribe(channel, start, grant))) {
            return;
        }
        intake.started();
        var wait = intake.cost(loop.now());
        (wait > 0 ? limited(wait) : open(channel, start)).onComplete(known -> {
            intake.finished();
            if (known.succeeded()) {
                known.result().answer().state()
                    .ifPresent(state -> intake.replied(state.length(), loop.now()));
                grant.granted(known.result().answer());
                known.result().start();
            } else if (known.cause() == Registrations.OVERTAKEN) {
                grant.overtaken();
            } else {
                grant.refused(refusal("subscribe to " + channel, known.cause()));
            }
        });
    }

    /** Ends a subscription, if there is one. */
    public void unsubscribe(String channel) {
        if (!ended && !who.holds(() -> unsubscribe(channel))) {
            intake.cost(loop.now());
            registrations.close(channel);
        }
    }

    /** The pipe cannot take more for now: nothing is read either, so that nothing piles up behind it. */
    public void full() {
        vitals.full();
    }

    /** There is room in the pipe again. */
    public void drained() {
        if (!ended && vitals.drained()) {
            turns.resume();
            loop.parts().hub().drained(this);
        }
    }

    /** The server ends this session. */
    public void close(Closing why) {
        if (!ended) {
            loop.parting(this, why);
            attendance.end(why.comesBack());
            closed();
            transport.close(why);
        }
    }

    /** The client has said that it leaves for good; {@link #closed()} follows. */
    public void goodbye() {
        attendance.farewell();
    }

    /** The pipe is gone. */
    public void closed() {
        if (!ended) {
            ended = true;
            registrations.clear();
            turns.clear();
            intake.end();
        }
        loop.left(this, transport.name());
    }

    @Override
    public String user() {
        return who.caller().user();
    }

    @Override
    public List<String> grants() {
        return who.caller().channels();
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        if (ended || transport.offer(broadcast)) {
            return true;
        }
        full();
        return false;
    }

    @Override
    public void resubscribed(String channel, Subscribed answer) {
        transport.subscribed(channel, answer);
    }

    @Override
    public void ended(String channel, Refusal why) {
        if (registrations.ended(channel)) {
            transport.ended(channel, why);
        }
    }

    CommandTable commands() {
        return loop.commands();
    }

    Identification who() {
        return who;
    }

    /** Opens a subscription; the caller writes its answer, then starts it. Not counted as a frame. */
    public Future<Subscription> open(String channel, Start start) {
        var wait = who.known() ? intake.registrations(1) : 0;
        return wait > 0 ? limited(wait) : openCounted(channel, start);
    }

    private static Future<Subscription> limited(long wait) {
        return Future.failedFuture(Refusal.rateLimited(wait).asException());
    }

    /** The same for one of many that have been counted together. */
    Future<Subscription> openCounted(String channel, Start start) {
        return who.known() ? registrations.open(channel, start)
            : Future.failedFuture(Identification.UNAUTHENTICATED);
    }

    long registers(int count) {
        return intake.registrations(count);
    }

    /** What the client is told of a failure; what is no refusal is a fault of ours, and logged. */
    public Refusal refusal(String request, Throwable cause) {
        return Failure.told(request, id, cause);
    }

    void belongsTo(String user) {
        if (!ended) {
            intake.belongsTo(user);
        }
    }

    void verifying(boolean yes) {
        intake.pause(Intake.Pause.VERIFYING, yes);
    }

    /** A token was taken that lasts so much longer. */
    void identified(long lastsMs) {
        vitals.tokenLasts(lastsMs);
        attendance.of(who.caller());
    }

    Vitals vitals() {
        return vitals;
    }

    /** Tells the client to come back elsewhere, and when; until then everything works. */
    void move(long now, long afterMs, JsonObject notice) {
        vitals.move(now + afterMs);
        transport.notice(notice);
    }
}
