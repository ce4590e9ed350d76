package dev.parley.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of credentials from time to time, and hands new ones on when they have changed and come
 * to rest: certificate and key are seldom replaced in one moment. What cannot be used is told once, and the
 * former stay. All on the context that begins it.
 */
public final class CredentialWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

    private final Vertx vertx;
    private final CredentialFiles files;
    private final String use;
    private final Function<Credentials, Future<?>> taker;
    private final Counter refused;
    private volatile Instant until;
    private String used = "";
    private String last = "";
    private volatile long timer;

    /**
     * @param use   what the credentials are for, as metrics and the log name it
     * @param now   those in use
     * @param taker puts new ones in use; when it fails, the former stay
     */
    public CredentialWatch(Vertx vertx, CredentialFiles files, String use, Credentials now,
                           MeterRegistry meters, Function<Credentials, Future<?>> taker) {
        this.vertx = vertx;
        this.files = files;
        this.use = use;
        this.taker = taker;
        this.until = now.until();
        this.refused = meters.counter("parley.certificate.refused", "use", use);
        Gauge.builder("parley.certificate.expires", this, watch -> watch.until.getEpochSecond())
            .description("when the certificate in use expires, in seconds since 1970").baseUnit("seconds")
            .tags("use", use).register(meters);
    }

    /** Begins to look. */
    public CredentialWatch begin(int everyMs) {
        vertx.executeBlocking(files::state).onSuccess(state -> {
            used = state;
            last = state;
        });
        timer = vertx.setPeriodic(everyMs, tick -> look());
        return this;
    }

    /** Looks no more. */
    public void end() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        vertx.executeBlocking(files::state).onSuccess(state -> {
            var rests = state.equals(last);
            last = state;
            if (rests && !state.equals(used)) {
                used = state;
                take();
            }
        });
    }

    private void take() {
        vertx.executeBlocking(() -> Credentials.read(files))
            .compose(found -> taker.apply(found).onSuccess(taken -> until = found.until()))
            .onSuccess(taken -> LOG.info("The {} certificate was read again; it expires at {}", use, until))
            .onFailure(fault -> {
                refused.increment();
                LOG.warn("The {} certificate has changed and cannot be used, the former stays: {}", use,
                    fault.getMessage());
            });
    }
}
