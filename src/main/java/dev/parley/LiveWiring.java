package dev.parley;

import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.config.Settings;
import dev.parley.live.ChannelLog;
import dev.parley.live.Declarations;
import dev.parley.live.FlowVerticle;
import dev.parley.live.LiveClient;
import dev.parley.live.LiveHistory;
import dev.parley.live.LiveJournal;
import dev.parley.live.LiveRights;
import dev.parley.live.Namespaces;
import dev.parley.live.PassingJournal;
import dev.parley.live.Publisher;
import dev.parley.live.state.StateClient;
import dev.parley.live.TrimVerticle;
import dev.parley.log.Journal;
import dev.parley.log.Log;
import dev.parley.metrics.Meters;
import dev.parley.persistence.DurableJournal;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Offer;
import dev.parley.relay.Relay;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The live channels of a node: what is declared, what keeps them, who may do what, and the way in. Whoever
 * brings another way in publishes through {@link #publisher()}.
 */
final class LiveWiring {

    private static final long BEGIN_SECONDS = 60;
    private static final long END_SECONDS = 5;
    private static final int ID_BITS = 128;

    private final Settings settings;
    private final Bus bus;
    private final Meters meters;
    private final Persistence persistence;
    private final SecureRandom random = new SecureRandom();
    private final Namespaces namespaces;
    private final LiveRights rights;
    private final Log log;
    private final Journal journal;
    private final Publisher publisher;

    /**
     * @param durable the log of rooms, people and durable live channels
     * @param recent  the log and the journal of recent ones
     */
    LiveWiring(Settings settings, Bus bus, Persistence persistence, Log durable, Recent recent,
               Meters meters) {
        this.settings = settings;
        this.bus = bus;
        this.namespaces = new Namespaces(settings.namespaces());
        this.meters = meters;
        this.persistence = persistence;
        this.rights = new LiveRights(namespaces);
        this.log = new ChannelLog(durable, recent.log(), namespaces);
        var passing = new PassingJournal(bus, new Relay(bus), Clock.systemUTC(), meters.registry());
        this.journal = new LiveJournal(new DurableJournal(persistence), recent.journal(), passing);
        this.publisher = new Publisher(rights, journal, this::id);
    }

    private String id() {
        return new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
    }

    /** What keeps recent channels. */
    record Recent(Log log, Journal journal) {
    }

    /** Begins what runs beside: other namespaces come in force as they are declared. */
    void open(Supplier<Settings> again, Cluster cluster, Endings endings) {
        var vertx = cluster.vertx();
        var source = new Declarations.Source(() -> again.get().namespaces(), settings.live().reloadMs());
        begin("reading of namespaces", vertx, endings, new Declarations(namespaces, source, bus,
            meters.registry()));
        begin("flow of live events", vertx, endings,
            new FlowVerticle(bus, new Relay(bus), meters.registry()));
        begin("trimming of live channels", vertx, endings, new TrimVerticle(namespaces, persistence,
            settings.live().trimEveryMs(), cluster.nodeId(), meters.registry()));
    }

    private static void begin(String what, Vertx vertx, Endings endings, Deployable verticle) {
        endings.check();
        var id = Waiting.await(vertx.deployVerticle(verticle), BEGIN_SECONDS,
            fault -> "The " + what + " did not start: " + Sentences.deepest(fault) + ".");
        endings.add("end the " + what, () -> Waiting.await(vertx.undeploy(id), END_SECONDS));
    }

    Namespaces namespaces() {
        return namespaces;
    }

    LiveRights rights() {
        return rights;
    }

    /** The log of every channel there is. */
    Log log() {
        return log;
    }

    /** What keeps every live channel, for whoever has seen to the rights. */
    Journal journal() {
        return journal;
    }

    Publisher publisher() {
        return publisher;
    }

    List<Offer<?>> offers() {
        var offers = new ArrayList<>(new LiveClient(publisher,
            new LiveHistory(log, settings.live().pageMax())).offers());
        offers.addAll(new StateClient(rights, publisher, log, persistence, settings.state(),
            this::id).offers());
        return offers;
    }
}
