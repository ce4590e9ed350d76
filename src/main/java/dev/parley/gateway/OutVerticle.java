package dev.parley.gateway;

import dev.parley.bus.Addresses;
import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Kind;
import dev.parley.protocol.Event;
import dev.parley.recent.Unwritten;
import dev.parley.redis.Store;
import dev.parley.relay.Batch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;

/**
 * The way out through Redis: writes what happens in chosen namespaces to {@code parley:out}. One per node;
 * one node of the cluster at a time does it. Where no namespace is written out it opens no connection.
 */
public final class OutVerticle extends VerticleBase implements Lease.Turn {

    private static final int LOOK_MS = 1_000;
    /** A node that was told otherwise for a while may have had the store forget what others want. */
    private static final int SAY_AGAIN = 60;

    private final GatewayParts parts;
    private final OutParts out;
    private Store store;
    private Lease lease;
    private Printer printer;
    private DurableOut durable;
    private RecentOut recent;
    private MessageConsumer<?> ear;
    private List<Namespace> told = List.of();
    private int looks;
    private boolean open;
    private boolean stopped;

    public OutVerticle(GatewayParts parts, OutParts out) {
        this.parts = parts;
        this.out = out;
    }

    @Override
    public Future<?> start() {
        var scripts = new ArrayList<>(Unwritten.SCRIPTS);
        scripts.addAll(List.of(Scripts.LEASE, Scripts.OUT));
        store = Store.of(vertx, parts.store(scripts));
        printer = new Printer(parts, store);
        lease = new Lease(vertx, store, parts, parts.beside("out", "lease"), this);
        durable = new DurableOut(vertx, parts, out, printer);
        look();
        return Future.succeededFuture();
    }

    /** What is declared may change while the server runs. */
    private void look() {
        if (stopped) {
            return;
        }
        var written = out.all().get().stream().filter(Namespace::out).toList();
        if (!open && !written.isEmpty()) {
            open = true;
            ear = out.bus().<Record>hear(Addresses.LIVE_EAR, this::heard);
            store.open().onSuccess(opened -> lease.start());
        }
        var kept = written.stream().filter(namespace -> namespace.log() == Kind.DURABLE).toList();
        var due = !durable.known() || ++looks % SAY_AGAIN == 0;
        if (!kept.equals(told) || !kept.isEmpty() && due) {
            told = kept;
            durable.know(kept);
        }
        vertx.setTimer(LOOK_MS, next -> look());
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        durable.stop();
        return open ? Future.join(ear.unregister(), lease.stop()).transform(given -> store.close())
            : Future.succeededFuture();
    }

    @Override
    public void begin() {
        recent = new RecentOut(vertx, new Unwritten(parts.settings(), store, parts.random()), printer);
        recent.begin();
    }

    @Override
    public void end() {
        recent.end();
        recent = null;
    }

    private void heard(Record told) {
        if (told instanceof Batch batch) {
            batch.forEach(channel -> out.of().apply(channel).filter(Namespace::out).isPresent(),
                this::heard);
        }
    }

    private void heard(Event event) {
        var channel = event.channel();
        if (out.writes(channel, Kind.DURABLE)) {
            durable.hear();
        } else if (recent != null && out.writes(channel, Kind.RECENT)) {
            recent.hear(channel);
        } else if (recent != null && lease.holds() && out.writes(channel, Kind.NONE)) {
            // Told once to whoever listens, this one too.
            printer.write(channel, "", List.of(event)).otherwiseEmpty();
        }
    }
}
