package dev.parley.transport.engineio;

import dev.parley.limit.Allowance;
import dev.parley.session.Closing;
import dev.parley.transport.Visit;
import dev.parley.transport.socket.Line;
import dev.parley.transport.socket.SocketLine;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Supplier;

/** A WebSocket: the only pipe of its connection, or one that is to take over from long-polling. */
final class SocketPipe implements Pipe, Line.Listener {

    private static final Closing UNWANTED =
        new Closing(1002, "This connection cannot be upgraded, or not now.");

    private final EngineSession session;
    private final SocketLine line;
    private final Optional<Visit> visit;
    private boolean carrying;
    private boolean probed;

    private SocketPipe(EngineSession session, SocketLine line, Optional<Visit> visit) {
        this.session = session;
        this.line = line;
        this.visit = visit;
        this.carrying = visit.isPresent();
    }

    /** A new connection's. */
    static SocketPipe first(EngineSession session, SocketLine line, Visit visit) {
        return new SocketPipe(session, line, Optional.of(visit));
    }

    /** One that shall take over. */
    static SocketPipe second(EngineSession session, SocketLine line) {
        return new SocketPipe(session, line, Optional.empty());
    }

    /** From now on it carries the connection. */
    void carry() {
        carrying = true;
    }

    void unwanted() {
        line.close(UNWANTED);
    }

    @Override
    public void opened() {
        visit.ifPresentOrElse(first -> session.begin(this, first), () -> session.probing(this));
    }

    @Override
    public void received(int bytes) {
        session.tell(listener -> listener.received(bytes));
    }

    @Override
    public void alive() {
        if (carrying) {
            session.alive();
        }
    }

    @Override
    public void message(String text) {
        var packet = Packet.read(text);
        if (carrying) {
            session.received(packet);
        } else if (packet instanceof Packet.Probe && !probed) {
            probed = true;
            line.send("3probe");
            session.probed();
        } else if (packet instanceof Packet.Upgrade && probed) {
            session.upgrade(this);
        } else {
            unwanted();
        }
    }

    @Override
    public void binary(byte[] bytes) {
        if (carrying) {
            session.received(new Packet.Binary(bytes));
        } else {
            unwanted();
        }
    }

    /** Such a line closes instead. */
    @Override
    public void tooLarge() {
        line.close(Closing.TOO_BIG);
    }

    /** Such a line has no framing of its own. */
    @Override
    public void unreadable(String why) {
        line.close(EngineSession.BROKEN);
    }

    @Override
    public void full() {
        if (carrying) {
            session.tell(EngineConnection.Listener::full);
        }
    }

    @Override
    public void drained() {
        if (carrying) {
            session.tell(EngineConnection.Listener::drained);
        }
    }

    @Override
    public void goodbye() {
        if (carrying) {
            session.tell(EngineConnection.Listener::goodbye);
        }
    }

    @Override
    public void closed() {
        if (carrying) {
            session.lost();
        } else {
            session.probeGone(this);
        }
    }

    @Override
    public void packet(String text) {
        line.send(text);
    }

    @Override
    public void attachment(byte[] bytes) {
        line.send(bytes);
    }

    @Override
    public boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets) {
        return line.offer(frame);
    }

    @Override
    public Allowance address() {
        return line.address();
    }

    @Override
    public long backlog() {
        return line.backlog();
    }

    @Override
    public void reading(boolean wanted) {
        line.reading(wanted);
    }

    @Override
    public void close(Closing why) {
        line.close(why);
    }

    @Override
    public void cut(Closing why) {
        line.close(why);
        session.gone();
    }
}
