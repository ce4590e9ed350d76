package dev.parley.transport.sse;

import dev.parley.hub.Broadcast;
import dev.parley.hub.Subscribed;
import dev.parley.hub.Subscription;
import dev.parley.limit.Allowance;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.session.Closing;
import dev.parley.session.Session;
import dev.parley.session.Transport;
import dev.parley.transport.Entrance;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One stream of server-sent events, from its request to its end. All of its channels are opened before
 * anything is answered, because a refused one refuses the request.
 */
final class EventStream implements Transport, StreamLine.Listener {

    /** What passes by itself, so that it ends nobody's attempts to come back. */
    private static final Set<FailureType> PASSING =
        Set.of(FailureType.UNAVAILABLE, FailureType.TIMEOUT, FailureType.RATE_LIMITED);

    private static final Closing NOTHING_LEFT = new Closing(3507, "No channel is left to hear.");

    private enum State { OPENING, GREETING, STREAMING, OVER }

    private final StreamParts parts;
    private final StreamRequest asked;
    private final StreamResponse response;
    private final Consumer<EventStream> left;
    private final Positions positions;
    private final List<Runnable> waiting = new ArrayList<>(1);
    private final Allowance address;
    private final Session session;
    private Optional<Refusal> lost = Optional.empty();
    private State state = State.OPENING;
    private StreamLine line;
    private int channels;
    private long beatAt;

    /** @param left told when it is over */
    EventStream(StreamParts parts, HttpServerRequest request, StreamRequest asked,
                Consumer<EventStream> left) {
        this.parts = parts;
        this.asked = asked;
        this.left = left;
        this.response = new StreamResponse(request, this::gone);
        this.positions = new Positions(List.copyOf(asked.starts().keySet()));
        this.channels = asked.starts().size();
        this.address = Entrance.of(request).address();
        this.session = parts.sessions().open(this);
    }

    /** Proves the identity, opens the channels, and answers. */
    void open(String token) {
        session.authenticate(token).compose(known -> openAll()).onComplete(opened -> {
            if (state == State.OPENING) {
                if (opened.succeeded() && lost.isEmpty()) {
                    greet(opened.result());
                } else {
                    refuse(lost.orElseGet(() -> session.refusal("GET /events", opened.cause())));
                }
            }
        });
    }

    /** What its loop's scan calls. */
    void look(long now) {
        if (state == State.STREAMING && now >= beatAt && !line.isFull()) {
            beatAt = now + parts.settings().heartbeatMs();
            line.send(Blocks.HEARTBEAT);
        }
    }

    private Future<List<Subscription>> openAll() {
        var under = asked.starts().entrySet().stream()
            .map(entry -> session.open(entry.getKey(), entry.getValue())).toList();
        return Future.join(under).transform(joined -> under.stream().filter(Future::failed).findFirst()
            .map(failed -> Future.<List<Subscription>>failedFuture(failed.cause()))
            .orElseGet(() -> Future.succeededFuture(under.stream().map(Future::result).toList())));
    }

    private void refuse(Refusal why) {
        gone();
        if (asked.returns() && PASSING.contains(why.type())) {
            response.postpone(Blocks.later(why, parts.retryMs()));
        } else {
            response.refuse(why);
        }
    }

    private void greet(List<Subscription> granted) {
        state = State.GREETING;
        response.begin(Blocks.retry(parts.retryMs())).onComplete(written -> {
            if (state == State.GREETING) {
                stream(granted);
            }
        });
    }

    private void stream(List<Subscription> granted) {
        state = State.STREAMING;
        line = new StreamLine(parts.lines(), response.channel(), response.chunked(), this);
        beatAt = Streams.now() + parts.settings().heartbeatMs();
        for (var subscription : granted) {
            subscription.answer().head().ifPresent(head ->
                positions.set(subscription.channel(), head.epoch(), subscription.from()));
        }
        for (var subscription : granted) {
            line.send(Blocks.subscribed(subscription.channel(), subscription.answer(), positions));
        }
        waiting.forEach(Runnable::run);
        waiting.clear();
        granted.forEach(Subscription::start);
    }

    /** Writes as soon as there is a stream to write to. */
    private void say(Runnable block) {
        switch (state) {
            case OPENING, GREETING -> waiting.add(block);
            case STREAMING -> block.run();
            case OVER -> { }
        }
    }

    private void over() {
        state = State.OVER;
        left.accept(this);
    }

    /** Nobody is there any more, or nobody shall be. */
    private void gone() {
        over();
        session.closed();
    }

    @Override
    public String name() {
        return "sse";
    }

    @Override
    public boolean present() {
        return false;
    }

    @Override
    public Allowance address() {
        return address;
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        return line.send(broadcast, positions);
    }

    @Override
    public void subscribed(String channel, Subscribed answer) {
        say(() -> {
            answer.head().ifPresent(head -> positions.set(channel, head.epoch(), head.seq()));
            line.send(Blocks.subscribed(channel, answer, positions));
        });
    }

    /** A stream without channels tells nothing any more: it ends, and whoever comes back is refused. */
    @Override
    public void ended(String channel, Refusal why) {
        channels--;
        if (state == State.OPENING) {
            lost = Optional.of(why);
            return;
        }
        say(() -> {
            positions.forget(channel);
            line.send(Blocks.unsubscribed(channel, why, positions));
            if (channels == 0) {
                session.close(NOTHING_LEFT);
            }
        });
    }

    @Override
    public void notice(JsonObject notice) {
        say(() -> line.send(Blocks.notice(notice)));
    }

    @Override
    public void reading(boolean wanted) {
        // Nothing is read from a stream.
    }

    /** Nobody answers on a stream: the system finds out itself whom its heartbeats do not reach. */
    @Override
    public void ping() {
        session.alive();
    }

    @Override
    public void full() {
        session.full();
    }

    @Override
    public void drained() {
        session.drained();
    }

    @Override
    public void close(Closing why) {
        var before = state;
        if (before == State.OVER) {
            return;
        }
        over();
        switch (before) {
            case OPENING -> {
                response.refuse(why, Blocks.retry(parts.retryMs()) + Blocks.closed(why));
                session.closed();
            }
            case GREETING -> response.end();
            case STREAMING -> farewell(why);
            case OVER -> { }
        }
    }

    private void farewell(Closing why) {
        if (line.isFull()) {
            response.cut();
        } else {
            line.send(Blocks.closed(why));
            line.end();
            response.end();
        }
    }
}
