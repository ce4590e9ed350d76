package dev.parley.auth;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer's JSON web key set, which may change at any time. The set is read again when a
 * token names a key that is not in it, but never more often than the pause of that moment, so that forged
 * key ids cost the issuer nothing; and when it has grown old, so that a withdrawn key ends. While the
 * issuer cannot be reached, the keys that were read before stay good.
 *
 * <p>Read from any context; written on one of its own.
 */
final class KeySet implements KeySource {

    static final Duration PAUSE_MIN = Duration.ofSeconds(5);
    static final Duration PAUSE_MAX = Duration.ofMinutes(2);
    static final Duration AGE_MAX = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    /**
     * What was read, and when to read again.
     *
     * @param keys     of the last reading that succeeded; empty before there was one
     * @param readAt   when that was, or when reading was last tried
     * @param failures readings in a row that failed
     */
    private record Snapshot(List<TrustedKey> keys, Instant readAt, int failures) {

        /** After a success a fixed pause, after failures a doubled one each time. */
        Duration pause() {
            var pause = PAUSE_MIN.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 10));
            return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
        }
    }

    private final Supplier<Future<String>> reader;
    private final Clock clock;
    private final VertxInternal vertx;
    private final ContextInternal context;

    private volatile Snapshot snapshot = new Snapshot(List.of(), Instant.EPOCH, 0);
    private Optional<Future<Void>> reading = Optional.empty();

    /** The reader gives the text of the set; it is called on one context, never twice at once. */
    KeySet(Vertx vertx, Supplier<Future<String>> reader, Clock clock) {
        this.vertx = (VertxInternal) vertx;
        this.context = this.vertx.createEventLoopContext();
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Future<List<TrustedKey>> find(Algorithm algorithm, Optional<String> keyId) {
        if (algorithm == Algorithm.HS256) {
            return Future.succeededFuture(List.of());
        }
        var known = matching(algorithm, keyId);
        if (!known.isEmpty()) {
            if (due(AGE_MAX)) {
                refresh(AGE_MAX);
            }
            return Future.succeededFuture(known);
        }
        return refresh(Duration.ZERO).compose(done -> {
            var found = matching(algorithm, keyId);
            return found.isEmpty() && snapshot.failures() > 0
                ? Future.failedFuture(unreachable().asException())
                : Future.succeededFuture(found);
        });
    }

    /** Reads the set if it is older than given and the pause is over; the future never fails. */
    Future<Void> refresh(Duration age) {
        var promise = vertx.getOrCreateContext().<Void>promise();
        context.runOnContext(go -> once(age).onComplete(promise));
        return promise.future();
    }

    private Future<Void> once(Duration age) {
        if (reading.isPresent()) {
            return reading.get();
        }
        if (!due(age)) {
            return Future.succeededFuture();
        }
        var read = Future.succeededFuture().compose(start -> reader.get()).map(PublicKeys::fromKeySet)
            .transform(outcome -> {
                reading = Optional.empty();
                keep(Optional.ofNullable(outcome.result()), outcome.cause());
                return Future.<Void>succeededFuture();
            });
        if (!read.isComplete()) {
            reading = Optional.of(read);
        }
        return read;
    }

    private void keep(Optional<List<TrustedKey>> keys, Throwable fault) {
        var before = snapshot;
        snapshot = new Snapshot(keys.orElse(before.keys()), clock.instant(),
            keys.isPresent() ? 0 : before.failures() + 1);
        if (keys.isEmpty()) {
            LOG.warn("The JSON web key set cannot be read, the next try is in {} s: {}",
                snapshot.pause().toSeconds(), fault.getMessage());
        } else if (before.failures() > 0) {
            LOG.info("The JSON web key set can be read again, {} keys", keys.get().size());
        }
    }

    private boolean due(Duration age) {
        var present = snapshot;
        var wait = present.pause().compareTo(age) > 0 ? present.pause() : age;
        return !clock.instant().isBefore(present.readAt().plus(wait));
    }

    private List<TrustedKey> matching(Algorithm algorithm, Optional<String> keyId) {
        return snapshot.keys().stream().filter(key -> key.fits(algorithm, keyId)).toList();
    }

    private Refusal unreachable() {
        var next = snapshot.readAt().plus(snapshot.pause());
        var wait = Math.max(Duration.between(clock.instant(), next).toMillis(), 100);
        return Refusal.unavailable("The keys of the token's issuer cannot be read at the moment.", wait);
    }
}
