package dev.parley.transport.engineio;

import dev.parley.limit.Allowance;
import dev.parley.limit.Pass;
import dev.parley.session.Closing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Long-polling: what is written waits for a request to answer, and what comes waits to be read. Lives on the
 * connection's loop; requests of other loops come as {@link Poll} and {@link Post}.
 */
final class PollingPipe implements Pipe {

    private static final String CLOSE = "1";
    private static final String NOOP = "6";

    private final EngineParts parts;
    private final EngineSession session;
    private final Pass pass;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>(4);
    private long bytes;
    private Optional<Poll> poll = Optional.empty();
    private Optional<Post> post = Optional.empty();
    private boolean reading = true;
    private boolean flushing;
    private boolean refused;
    private boolean hurried;
    private Optional<String> farewell = Optional.empty();
    private boolean dead;

    /** @param pass of the client's address, which is given back when the session is over */
    PollingPipe(EngineParts parts, EngineSession session, Pass pass) {
        this.pass = pass;
        this.parts = parts;
        this.session = session;
    }

    /** A request came to be answered with packets. */
    void poll(Poll next) {
        if (dead || poll.isPresent()) {
            next.refuse(dead ? Complaint.SESSION : Complaint.REQUEST);
            session.broken();
            return;
        }
        poll = Optional.of(next);
        if (!waiting.isEmpty() || hurried || farewell.isPresent()) {
            flush();
        }
    }

    /** The client broke off a poll: what was written to it may be lost, so that nothing can go on. */
    void aborted(Poll gone) {
        if (poll.filter(gone::equals).isPresent()) {
            poll = Optional.empty();
            session.broken();
        }
    }

    /** A request brought packets; a second one at the same time could overtake it. */
    void post(Post next) {
        var ended = dead || farewell.isPresent();
        if (ended || post.isPresent()) {
            next.refuse(ended ? Complaint.SESSION : Complaint.REQUEST);
            session.broken();
            return;
        }
        post = Optional.of(next);
        parts.lines().meters().in(next.bytes());
        session.tell(listener -> listener.received(next.bytes()));
        read();
    }

    private void read() {
        while (reading && post.isPresent() && !post.get().packets().isEmpty()) {
            session.received(post.get().packets().poll());
        }
        if (post.isPresent() && post.get().packets().isEmpty()) {
            post.get().taken();
            post = Optional.empty();
        }
    }

    /** From now on no request waits: a WebSocket is about to take over. */
    void hurry(boolean yes) {
        hurried = yes;
        if (yes) {
            flush();
        }
    }

    /** The WebSocket takes over, and whatever waits; true when the pipe had been full. */
    boolean handOver(Pipe next) {
        poll.ifPresent(open -> open.finish(NOOP));
        poll = Optional.empty();
        reading(true);
        waiting.forEach(packets -> {
            for (var packet : packets.toString(StandardCharsets.UTF_8)
                .split(String.valueOf(Packet.SEPARATOR))) {
                if (packet.charAt(0) == Packet.BASE64) {
                    next.attachment(Base64.getDecoder().decode(packet.substring(1)));
                } else {
                    next.packet(packet);
                }
            }
        });
        clear();
        return refused;
    }

    @Override
    public void packet(String text) {
        add(packetOf(text));
    }

    @Override
    public void attachment(byte[] message) {
        add(packetOf(Packet.BASE64 + Base64.getEncoder().encodeToString(message)));
    }

    @Override
    public boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets) {
        if (full()) {
            refused = true;
            return false;
        }
        add(packets.get());
        return true;
    }

    private void add(ByteBuf packet) {
        if (dead) {
            packet.release();
            return;
        }
        waiting.add(packet);
        bytes += packet.readableBytes();
        if (!flushing) {
            flushing = true;
            parts.lines().context().runOnContext(go -> flush());
        }
    }

    @Override
    public Allowance address() {
        return pass.allowance();
    }

    @Override
    public long backlog() {
        return bytes;
    }

    @Override
    public void reading(boolean wanted) {
        reading = wanted;
        if (wanted && post.isPresent()) {
            parts.lines().context().runOnContext(go -> read());
        }
    }

    @Override
    public void close(Closing why) {
        settle(Post::taken);
        part(CLOSE);
    }

    /** Whoever left may have a poll under way, perhaps not here yet. */
    @Override
    public void cut(Closing why) {
        clear();
        settle(why == EngineSession.BROKEN ? faulty -> faulty.refuse(Complaint.REQUEST) : Post::taken);
        if (why == EngineSession.LEFT) {
            part(NOOP);
        } else {
            poll.ifPresent(open -> open.finish(CLOSE));
            poll = Optional.empty();
            die();
        }
    }

    /** A client between two polls hears the last packet in the answer to the next. */
    private void part(String last) {
        farewell = Optional.of(last);
        flush();
    }

    private void die() {
        dead = true;
        session.gone();
    }

    private void flush() {
        flushing = false;
        if (poll.isPresent() && (hurried || farewell.isPresent() || !waiting.isEmpty())) {
            if (farewell.isPresent() || waiting.isEmpty()) {
                waiting.add(packetOf(farewell.orElse(NOOP)));
            }
            parts.lines().meters().out(poll.get().finish(waiting));
            poll = Optional.empty();
            bytes = 0;
            relieve();
        }
        if (full() && farewell.isEmpty() && !dead) {
            refused = true;
            session.tell(EngineConnection.Listener::full);
        }
    }

    /** Told later, because it may be found out while something is being offered. */
    private void relieve() {
        if (farewell.isPresent()) {
            die();
        } else if (refused) {
            refused = false;
            parts.lines().context().runOnContext(go -> session.tell(EngineConnection.Listener::drained));
        }
    }

    private boolean full() {
        return bytes >= parts.lines().settings().outboxBytesMax();
    }

    /** What came is not looked at any more. */
    private void settle(Consumer<Post> answer) {
        post.ifPresent(answer);
        post = Optional.empty();
    }

    private void clear() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        bytes = 0;
    }

    private static ByteBuf packetOf(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
