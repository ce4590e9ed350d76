package dev.parley.transport.engineio;

import dev.parley.limit.Allowance;
import dev.parley.limit.Pass;
import dev.parley.session.Closing;
import dev.parley.transport.Visit;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One client, its present pipe, and the WebSocket that may be about to become its pipe. */
final class EngineSession implements EngineConnection {

    static final Closing LEFT = new Closing(1000, "The client left.");
    static final Closing BROKEN = new Closing(1002, "This is not how Engine.IO is spoken.");

    private final EngineParts parts;
    private final String sid;
    private final Runnable gone;
    private final Takeover takeover;
    private Listener listener;
    private Heartbeat heartbeat;
    private Pipe pipe;
    private boolean reading = true;
    private boolean over;
    private boolean told;

    /** @param gone called when nobody can come back to it any more; perhaps more than once */
    EngineSession(EngineParts parts, String sid, Runnable gone) {
        this.parts = parts;
        this.sid = sid;
        this.gone = gone;
        this.takeover = new Takeover(parts);
    }

    /** Begins with a poll, the handshake's. */
    void begin(Poll first, Visit visit, Pass pass) {
        var polling = new PollingPipe(parts, this, pass);
        begin(polling, new JsonArray().add("websocket"), visit);
        polling.poll(first);
    }

    /** Begins with a WebSocket, and stays there. */
    void begin(SocketPipe first, Visit visit) {
        begin(first, new JsonArray(), visit);
    }

    private void begin(Pipe first, JsonArray upgrades, Visit visit) {
        pipe = first;
        pipe.packet("0" + new JsonObject().put("sid", sid).put("upgrades", upgrades)
            .put("pingInterval", parts.settings().pingIntervalMs())
            .put("pingTimeout", parts.settings().pingTimeoutMs())
            .put("maxPayload", parts.lines().settings().frameBytesClose()).encode());
        heartbeat = new Heartbeat(parts, () -> pipe.packet("2"), () -> cut(Closing.SILENT));
        listener = parts.app().open(this, visit);
    }

    void poll(Poll next) {
        if (!over && heartbeat.overdue()) {
            cut(Closing.SILENT);
        }
        polling().ifPresentOrElse(polling -> polling.poll(next), () -> next.refuse(Complaint.REQUEST));
    }

    void aborted(Poll poll) {
        polling().ifPresent(polling -> polling.aborted(poll));
    }

    void post(Post next) {
        polling().ifPresentOrElse(polling -> polling.post(next), () -> next.refuse(Complaint.REQUEST));
    }

    private Optional<PollingPipe> polling() {
        return pipe instanceof PollingPipe polling ? Optional.of(polling) : Optional.empty();
    }

    void alive() {
        if (!over) {
            heartbeat.heard();
            listener.alive();
        }
    }

    void received(Packet packet) {
        if (over) {
            return;
        }
        alive();
        switch (packet) {
            case Packet.Message message -> listener.message(message.text());
            case Packet.Binary binary -> listener.binary(binary.bytes());
            case Packet.Pong pong -> heartbeat.answered().ifPresent(listener::measured);
            case Packet.Noop noop -> { }
            case Packet.Close close -> {
                listener.goodbye();
                cut(LEFT);
            }
            case Packet.Probe probe -> broken();
            case Packet.Upgrade upgrade -> broken();
            case Packet.Faulty faulty -> broken();
        }
    }

    /** A WebSocket wants to take over. One at a time, and once. */
    void probing(SocketPipe socket) {
        if (over || takeover.underWay() || polling().isEmpty()) {
            socket.unwanted();
            return;
        }
        takeover.begin(socket);
    }

    /** It works. */
    void probed() {
        polling().ifPresent(polling -> polling.hurry(true));
    }

    void probeGone(SocketPipe socket) {
        if (takeover.by(socket)) {
            takeover.end();
            polling().ifPresent(polling -> polling.hurry(false));
        }
    }

    /** The WebSocket takes over. */
    void upgrade(SocketPipe socket) {
        if (over || !takeover.by(socket)) {
            socket.unwanted();
            return;
        }
        takeover.end();
        socket.carry();
        var wasFull = polling().map(polling -> polling.handOver(socket)).orElse(false);
        pipe = socket;
        pipe.reading(reading);
        alive();
        if (wasFull) {
            parts.lines().context().runOnContext(go -> tell(Listener::drained));
        }
    }

    /** Passes on what the pipe says of itself. */
    void tell(Consumer<Listener> what) {
        if (!over) {
            what.accept(listener);
        }
    }

    /** The pipe is gone. */
    void lost() {
        end(false);
        gone();
    }

    /** The client does what a client must not. */
    void broken() {
        cut(BROKEN);
    }

    private void cut(Closing why) {
        if (!over) {
            end(why == Closing.SILENT);
            pipe.cut(why);
            forgetLater();
        }
    }

    /** A polling client that does not come for the last packet is forgotten after the time of a ping. */
    private void forgetLater() {
        parts.lines().context().nettyEventLoop().schedule(this::gone, parts.settings().pingTimeoutMs(),
            TimeUnit.MILLISECONDS);
    }

    private void end(boolean silent) {
        stop();
        told(silent);
    }

    /** From now on nothing is sent or received. */
    private void stop() {
        over = true;
        heartbeat.stop();
        takeover.giveUp();
    }

    private void told(boolean silent) {
        if (!told) {
            told = true;
            listener.closed(silent);
        }
    }

    /** Nobody can come back to it. */
    void gone() {
        told(false);
        gone.run();
    }

    @Override
    public void send(String text) {
        if (!over) {
            pipe.packet("4" + text);
        }
    }

    @Override
    public void send(byte[] bytes) {
        if (!over) {
            pipe.attachment(bytes);
        }
    }

    @Override
    public boolean offer(Supplier<ByteBuf> frame, Supplier<ByteBuf> packets) {
        return over || pipe.offer(frame, packets);
    }

    @Override
    public Allowance address() {
        return pipe.address();
    }

    @Override
    public long backlog() {
        return over ? 0 : pipe.backlog();
    }

    @Override
    public void reading(boolean wanted) {
        if (!over) {
            reading = wanted;
            heartbeat.listens(wanted);
            pipe.reading(wanted);
        }
    }

    @Override
    public void close(Closing why) {
        if (!over) {
            stop();
            pipe.close(why);
            forgetLater();
        }
    }
}
