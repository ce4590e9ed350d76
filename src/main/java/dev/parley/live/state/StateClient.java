package dev.parley.live.state;

import dev.parley.config.Namespace;
import dev.parley.config.StateSettings;
import dev.parley.live.LiveRights;
import dev.parley.live.Publisher;
import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Snapshot;
import dev.parley.persistence.ChangeState;
import dev.parley.persistence.Persistence;
import dev.parley.persistence.StateOp;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The commands that read and change the live state of a channel. */
public final class StateClient {

    private static final String ADDRESS = "parley.live";

    private final LiveRights rights;
    private final Publisher publisher;
    private final Log log;
    private final Persistence persistence;
    private final StateSettings settings;
    private final Supplier<String> ids;
    private final OpReader ops;

    /** @param ids makes an id for changes that have none */
    public StateClient(LiveRights rights, Publisher publisher, Log log, Persistence persistence,
                       StateSettings settings, Supplier<String> ids) {
        this.rights = rights;
        this.publisher = publisher;
        this.log = log;
        this.persistence = persistence;
        this.settings = settings;
        this.ids = ids;
        this.ops = new OpReader(settings);
    }

    /** The commands that clients may send. */
    public List<Offer<?>> offers() {
        return List.of(
            Offer.read(ADDRESS, "state", body -> body.string("channel"), this::state),
            Offer.write(ADDRESS, "change", this::wish, this::change));
    }

    /** A change as it was asked for. */
    private record Wish(String channel, Optional<String> id, List<StateOp> ops) {
    }

    private Wish wish(Fields body) {
        return new Wish(body.string("channel"), body.optionalId("id"), ops.read(body));
    }

    private Future<String> state(Caller caller, String channel) {
        try {
            carries(rights.reads(Door.of(channel, caller)));
            return log.snapshot(channel).compose(found -> found.map(Snapshot::json)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(stateless().asException())));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** Whoever has no right is told so by the log, which knows whether he had it when he first asked. */
    private Future<String> change(Caller caller, Wish wish) {
        try {
            var namespace = rights.declared(wish.channel());
            carries(namespace);
            var denied = publisher.denial(namespace, wish.channel(), caller);
            if (denied.isPresent() && wish.id().isEmpty()) {
                throw denied.get().asException();
            }
            return persistence.append(new ChangeState(wish.channel(), wish.id().orElseGet(ids),
                wish.id().isPresent(), caller, wish.ops(), denied, namespace.history().length(), settings));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static void carries(Namespace namespace) {
        if (!namespace.state()) {
            throw stateless().asException();
        }
    }

    private static Refusal stateless() {
        return Refusal.badRequest("Channels of this namespace carry no state.");
    }
}
