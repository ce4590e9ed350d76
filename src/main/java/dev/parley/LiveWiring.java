package dev.parley;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.live.ChannelLog;
import dev.parley.live.LiveClient;
import dev.parley.live.LiveHistory;
import dev.parley.live.LiveJournal;
import dev.parley.live.LiveRights;
import dev.parley.live.Namespaces;
import dev.parley.live.PassingJournal;
import dev.parley.live.Publisher;
import dev.parley.live.state.StateClient;
import dev.parley.log.Journal;
import dev.parley.log.Log;
import dev.parley.persistence.DurableJournal;
import dev.parley.persistence.Persistence;
import dev.parley.protocol.Offer;
import dev.parley.relay.Relay;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The live channels of a node: what is declared, what keeps them, who may do what, and the way in. Whoever
 * brings another way in publishes through {@link #publisher()}.
 */
final class LiveWiring {

    private final Settings settings;
    private final Namespaces namespaces;
    private final LiveRights rights;
    private final Log log;
    private final Journal journal;
    private final Publisher publisher;
    private final Persistence persistence;
    private final Supplier<String> ids;

    /**
     * @param durable the log of rooms, people and durable live channels
     * @param recent  the log and the journal of recent ones
     * @param ids     makes ids for what has none
     */
    LiveWiring(Settings settings, Bus bus, Persistence persistence, Log durable, Recent recent,
               Supplier<String> ids) {
        this.settings = settings;
        this.persistence = persistence;
        this.ids = ids;
        this.namespaces = new Namespaces(settings.namespaces());
        this.rights = new LiveRights(namespaces);
        this.log = new ChannelLog(durable, recent.log(), namespaces);
        this.journal = new LiveJournal(new DurableJournal(persistence), recent.journal(),
            new PassingJournal(new Relay(bus), Clock.systemUTC()));
        this.publisher = new Publisher(rights, journal, ids);
    }

    /** What keeps recent channels. */
    record Recent(Log log, Journal journal) {
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
        offers.addAll(new StateClient(rights, log, persistence, settings.state(), ids).offers());
        return offers;
    }
}
