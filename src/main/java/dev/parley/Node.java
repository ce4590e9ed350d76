package dev.parley;

import dev.parley.cluster.Cluster;
import dev.parley.cluster.Member;
import dev.parley.config.Settings;
import dev.parley.config.TlsSettings;
import dev.parley.embedded.CannotStartException;
import dev.parley.metrics.LoopLag;
import dev.parley.metrics.Meters;
import dev.parley.persistence.Schema;
import dev.parley.relay.RelayVerticle;
import dev.parley.tls.BusCredentials;
import dev.parley.tls.CredentialFiles;
import dev.parley.tls.CredentialWatch;
import dev.parley.tls.Credentials;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of Parley: begins its parts in order, each when the one before is there, and ends them in reverse.
 * Its methods block; they are called from threads that serve nobody.
 */
final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long STEP_SECONDS = 120;
    private static final long LEAVE_SECONDS = 10;
    private static final long BEGINNING_MS = 3_000;

    private final Endings endings = new Endings();
    private final Settings given;
    private final Supplier<Settings> again;
    private final Runnable rest;
    private volatile String url = "";

    /**
     * @param again reads the settings anew, for what may change while it runs; blocks
     * @param rest  has the whole process end in order, as a signal would; returns at once
     */
    Node(Settings settings, Supplier<Settings> again, Runnable rest) {
        given = settings;
        this.again = again;
        this.rest = rest;
    }

    /** Begins everything; when it returns, clients are served. Fails with a {@link BootException}. */
    void start() {
        try {
            var bus = credentials(given.tls());
            var settings = Servers.start(onFreePort(given), endings);
            url = settings.http().publicUrl();
            var meters = new Meters();
            endings.add("end the meters", meters::close);
            var cluster = join(settings, bus, meters);
            endings.check();
            migrate(settings, cluster);
            endings.check();
            new House(settings, again, cluster, meters, endings, rest).open();
        } catch (CannotStartException fault) {
            throw new BootException(fault.getMessage(), fault);
        } finally {
            endings.begun();
        }
    }

    /** Ends everything in order: clients are told to move, all is flushed, the cluster is left. */
    void stop() {
        endings.run(BEGINNING_MS);
    }

    /** How clients reach it, once it has started. */
    String url() {
        return url;
    }

    /** Those of the bus. Those for clients are tried too, so that a fault is told before anything starts. */
    private static Optional<Credentials> credentials(TlsSettings tls) {
        try {
            CredentialFiles.ofHttp(tls).ifPresent(Credentials::read);
            return CredentialFiles.ofBus(tls).map(Credentials::read);
        } catch (IllegalArgumentException fault) {
            throw new BootException(fault.getMessage() + " See tls.", fault);
        }
    }

    private Cluster join(Settings settings, Optional<Credentials> bus, Meters meters) {
        var http = settings.http();
        var card = new Member.Card(http.publicUrl(), http.port(), RelayVerticle.WIRE);
        var options = meters.options(new VertxOptions());
        bus.ifPresent(shown -> BusCredentials.put(options.getEventBusOptions(), shown));
        var cluster = Waiting.await(Cluster.join(settings.cluster(), card, options, meters::build),
            STEP_SECONDS, fault -> Sentences.cluster(fault, settings));
        endings.add("leave the cluster", () -> Waiting.await(cluster.leave(), LEAVE_SECONDS));
        var lag = new LoopLag(cluster.vertx(), meters.registry());
        endings.add("end the probes", lag::close);
        bus.filter(shown -> settings.cluster().enabled()).ifPresent(shown ->
            follow(cluster.vertx(), settings.tls(), shown, meters));
        if (settings.cluster().enabled()) {
            LOG.info("Joined the cluster \"{}\" as node {}; it has {} members now", settings.cluster().name(),
                cluster.nodeId(), cluster.members().size());
        }
        return cluster;
    }

    private void follow(Vertx vertx, TlsSettings tls, Credentials shown, Meters meters) {
        var watch = new CredentialWatch(vertx, CredentialFiles.ofBus(tls).orElseThrow(), "bus", shown,
            meters.registry(), changed -> BusCredentials.renew(vertx, changed)).begin(tls.checkMs());
        endings.add("end the watch over certificates", watch::end);
    }

    private static void migrate(Settings settings, Cluster cluster) {
        var postgres = settings.postgres();
        Waiting.await(Schema.migrate(cluster.vertx(), postgres), STEP_SECONDS,
            fault -> Sentences.postgres(fault, postgres));
        LOG.info("The schema of database \"{}\" at {}:{} is up to date", postgres.database(), postgres.host(),
            postgres.port());
    }

    /** A port that is taken is told before anything starts; 0 becomes one that is free now. */
    private static Settings onFreePort(Settings settings) {
        var http = settings.http();
        try (var socket = new ServerSocket(http.port(), 1, InetAddress.getByName(http.host()))) {
            return settings.with(http.on(socket.getLocalPort(), settings.tls().scheme(), "localhost"));
        } catch (IOException fault) {
            throw new BootException(Sentences.http(fault, settings), fault);
        }
    }
}
