package dev.parley.live;

import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import dev.parley.protocol.Caller;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way in for whoever publishes to a live channel, from whatever door: rights, limits, then the journal.
 * Callable on any context; what one context publishes to one channel keeps its order.
 */
public final class Publisher {

    /** The type of what is published without one. */
    public static final String TYPE = "message";

    /** Bytes of a character of a Java text in UTF-8, at most. */
    private static final int UTF8_MOST = 3;

    private final LiveRights rights;
    private final Journal journal;
    private final Supplier<String> ids;
    private final Throttle throttle = new Throttle(System::nanoTime);

    /** @param ids makes an id for what has none */
    public Publisher(LiveRights rights, Journal journal, Supplier<String> ids) {
        this.rights = rights;
        this.journal = journal;
        this.ids = ids;
    }

    /**
     * Something to be published.
     *
     * @param data JSON text
     * @param id   chosen by the publisher, valid; empty = one is made for it
     */
    public record Wish(String channel, String type, String data, Optional<String> id) {
        public Wish {
            Objects.requireNonNull(channel);
            Objects.requireNonNull(type);
            Objects.requireNonNull(data);
            Objects.requireNonNull(id);
        }
    }

    /** Publishes in somebody's name; {@link Caller#SERVER} is the application itself. */
    public Future<Posted> publish(Caller caller, Wish wish) {
        try {
            var namespace = rights.declared(wish.channel());
            var denied = rights.denial(wish.channel(), caller).or(() -> tooLarge(namespace, wish))
                .or(() -> tooFast(namespace, caller));
            if (denied.isPresent() && wish.id().isEmpty()) {
                throw denied.get().asException();
            }
            return journal.append(namespace, new Draft(wish.channel(), wish.type(), wish.data(),
                wish.id().orElseGet(ids), wish.id().isPresent(), caller.author(), caller.origin(), denied));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** Why somebody may not change the state of a channel now: he has no right to, or comes too often. */
    public Optional<Refusal> denial(Namespace namespace, String channel, Caller caller) {
        return rights.denial(channel, caller).or(() -> tooFast(namespace, caller));
    }

    private static Optional<Refusal> tooLarge(Namespace namespace, Wish wish) {
        int most = namespace.limits().dataBytesMax();
        boolean fits = wish.data().length() <= most / UTF8_MOST || bytes(wish.data()) <= most;
        return fits ? Optional.empty() : Optional.of(new Refusal(FailureType.TOO_LARGE,
            "Field \"data\" has more than " + most + " bytes."));
    }

    /** The application itself is as fast as it likes. */
    private Optional<Refusal> tooFast(Namespace namespace, Caller caller) {
        long wait = caller.server() ? 0 : throttle.take(namespace, caller.user());
        return wait == 0 ? Optional.empty() : Optional.of(Refusal.rateLimited(wait));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
