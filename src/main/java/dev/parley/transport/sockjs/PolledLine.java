package dev.parley.transport.sockjs;

import dev.parley.limit.Allowance;
import dev.parley.limit.Pass;
import dev.parley.session.Closing;
import dev.parley.transport.Visit;
import dev.parley.transport.socket.Line;
import dev.parley.transport.socket.LineParts;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A SockJS session over plain HTTP as a line: responses come and go, and what is written between them
 * waits. Lives on the loop of its first request; all calls come there.
 */
final class PolledLine implements Line {

    private static final long FAREWELL_MS = 1_000;
    private final LineParts parts;
    private final SockJsSettings settings;
    private final SockJsApp app;
    private final String name;
    private final Pass pass;
    private final Outbox outbox;
    private final Inbox inbox = new Inbox();
    private Listener listener;
    private Optional<Receiver> receiver = Optional.empty();
    private Optional<Closing> over = Optional.empty();
    private boolean gone;
    private boolean greeted;
    private boolean refused;
    private boolean flushing;
    private long quietSince;

    /** @param pass of the client's address; given back when the session is over */
    PolledLine(LineParts parts, SockJsSettings settings, SockJsApp app, String name, Pass pass) {
        this.pass = pass;
        this.parts = parts;
        this.settings = settings;
        this.app = app;
        this.name = name;
        this.outbox = new Outbox(parts.settings().outboxBytesMax());
    }

    void open(Visit visit, long now) {
        quietSince = now;
        listener = app.polled(this, visit);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Allowance address() {
        return pass.allowance();
    }

    /** A response is there to be written to. */
    void attach(Receiver next, long now) {
        next.begin();
        if (over.isEmpty()) {
            listener.alive();
        }
        if (over.isPresent() || receiver.isPresent()) {
            next.finish(SockJsFrames.close(over.orElse(SockJsFrames.OCCUPIED)));
            over.ifPresent(why -> end(why, true));
            return;
        }
        receiver = Optional.of(next);
        quietSince = now;
        if (greeted) {
            flush();
        } else {
            greeted = true;
            write(SockJsFrames.bytes(SockJsFrames.OPEN));
            listener.opened();
        }
    }

    /** The client broke off the response: what was written to it may be lost, so that nothing can go on. */
    void aborted(Receiver broken) {
        if (receiver.filter(broken::equals).isPresent()) {
            detach();
            end(SockJsFrames.INTERRUPTED, true);
        }
    }

    /** Messages came by a request of their own. */
    void post(Post post) {
        if (over.isPresent()) {
            // Refusing it would reach the client before the close frame that its next poll brings.
            post.taken().run();
            return;
        }
        listener.alive();
        parts.meters().in(post.bytes());
        listener.received(post.bytes());
        if (inbox.add(post)) {
            read();
        } else {
            end(SockJsFrames.INTERRUPTED, true);
        }
    }

    private void read() {
        for (var next = inbox.next(); next.isPresent(); next = inbox.next()) {
            if (next.get().bytes() > parts.settings().frameBytesMax()) {
                listener.tooLarge();
            } else {
                next.get().messages().forEach(listener::message);
            }
        }
    }

    @Override
    public void reading(boolean wanted) {
        inbox.reading(wanted);
        parts.context().runOnContext(go -> read());
    }

    @Override
    public boolean offer(Supplier<ByteBuf> element) {
        if (outbox.full()) {
            refused = true;
            return false;
        }
        if (over.isEmpty()) {
            outbox.add(element.get());
            flushSoon();
        }
        return true;
    }

    @Override
    public void send(String message) {
        if (over.isEmpty()) {
            outbox.add(message);
            flushSoon();
        }
    }

    @Override
    public void ping() {
        if (outbox.empty() && greeted) {
            write(SockJsFrames.bytes(SockJsFrames.HEARTBEAT));
        }
    }

    /** Between two polls the goodbye waits for the next; the line is gone then, or when none comes soon. */
    @Override
    public void close(Closing why) {
        flush();
        var told = receiver.isPresent();
        receiver.ifPresent(open -> open.finish(SockJsFrames.close(why)));
        detach();
        end(why, told);
    }

    /** What its loop's scan calls; false when nothing is left to wait for. */
    boolean look(long now) {
        var quiet = now - quietSince;
        if (receiver.isPresent()) {
            if (quiet >= settings.heartbeatMs()) {
                quietSince = now;
                ping();
            }
            return true;
        }
        var lost = quiet >= settings.disconnectMs();
        if (lost || over.isPresent() && quiet >= FAREWELL_MS) {
            end(SockJsFrames.INTERRUPTED, true);
        }
        return !lost;
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            parts.context().runOnContext(go -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (receiver.isPresent() && !outbox.empty() && !outbox.lagging()) {
            write(outbox.frame());
        }
        if (outbox.full() && over.isEmpty()) {
            refused = true;
            listener.full();
        }
    }

    private void write(byte[] frame) {
        receiver.ifPresent(open -> {
            parts.meters().out(frame.length);
            var more = open.shape().streams() && open.written() + frame.length < settings.streamBytesMax();
            if (more) {
                outbox.writing(frame.length);
                open.write(frame).onComplete(
                    taken -> parts.context().runOnContext(go -> taken(frame.length)));
            } else {
                detach();
                open.finish(frame);
                relieve();
            }
        });
    }

    private void detach() {
        receiver = Optional.empty();
        quietSince = Lodgings.now();
    }

    private void taken(int bytes) {
        outbox.written(bytes);
        flush();
        relieve();
    }

    /** Told later, because it may be found out while an event is being offered. */
    private void relieve() {
        if (refused && outbox.roomy()) {
            refused = false;
            parts.context().runOnContext(go -> {
                if (over.isEmpty()) {
                    listener.drained();
                }
            });
        }
    }

    /** Nothing goes on; the line is gone as soon as the client has been told, or cannot be. */
    private void end(Closing why, boolean told) {
        if (over.isEmpty()) {
            over = Optional.of(why);
            outbox.clear();
            pass.close();
            inbox.clear();
        }
        if (told && !gone) {
            gone = true;
            listener.closed();
        }
    }
}
