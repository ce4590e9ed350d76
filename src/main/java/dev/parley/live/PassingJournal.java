package dev.parley.live;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.config.Namespace;
import dev.parley.log.Bell;
import dev.parley.log.Draft;
import dev.parley.log.DraftText;
import dev.parley.log.Journal;
import dev.parley.log.Posted;
import dev.parley.protocol.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The journal of channels that keep nothing: rings the bell, and that was it. What comes too fast goes by way
 * of {@link FlowVerticle}, or is dropped, as the namespace says.
 */
public final class PassingJournal implements Journal {

    private static final int KEY_MAX = 200;

    private final Bus bus;
    private final Bell bell;
    private final Clock clock;
    private final Throttle samples = new Throttle(System::nanoTime);
    private final Counter dropped;

    public PassingJournal(Bus bus, Bell bell, Clock clock, MeterRegistry meters) {
        this.bus = bus;
        this.bell = bell;
        this.clock = clock;
        this.dropped = Counter.builder("parley.live.sampled")
            .description("events of live channels that were dropped to keep to their sample")
            .register(meters);
    }

    @Override
    public Future<Posted> append(Namespace namespace, Draft draft) {
        if (draft.denied().isPresent()) {
            return Future.failedFuture(draft.denied().get().asException());
        }
        var flow = namespace.flow();
        if (flow.perSecond() > 0 && samples.take(draft.channel(), flow.perSecond(), 1) > 0) {
            dropped.increment();
        } else if (flow.everyMs() > 0) {
            bus.tell(Addresses.FLOW, new FlowVerticle.Flowing(signal(draft, key(flow, draft)),
                flow.everyMs()));
        } else {
            bell.ring(List.of(signal(draft, "")));
        }
        return Future.succeededFuture(new Posted(draft.id(), Optional.empty(), false));
    }

    private Signal signal(Draft draft, String key) {
        return new Signal(draft.channel(), draft.type(), key, DraftText.passing(draft, clock.instant()));
    }

    /** Never empty: a slow client gets the newest of each, too. */
    private static String key(Namespace.Flow flow, Draft draft) {
        var value = flow.key().flatMap(field -> valueOf(field, draft.data())).orElse("");
        return draft.type() + ' ' + (value.length() > KEY_MAX ? value.substring(0, KEY_MAX)
            + value.hashCode() : value);
    }

    private static Optional<String> valueOf(String field, String data) {
        try {
            return Json.decodeValue(data) instanceof JsonObject object
                ? Optional.ofNullable(object.getValue(field)).map(Object::toString) : Optional.empty();
        } catch (DecodeException noJson) {
            return Optional.empty();
        }
    }
}
