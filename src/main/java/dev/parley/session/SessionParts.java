package dev.parley.session;

import dev.parley.auth.Authenticator;
import dev.parley.config.SessionSettings;
import dev.parley.hub.Hub;
import dev.parley.limit.Admission;
import dev.parley.presence.Presences;
import dev.parley.protocol.Offer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * What the sessions of one event loop need.
 *
 * @param hub    of the same loop
 * @param offers the commands of all other packages
 * @param clock  tells when tokens expire
 * @param nodeId as told to clients
 * @param admission who may come in, and how much of it
 * @param loop   the number of the socket verticle, as metrics name it
 */
public record SessionParts(Vertx vertx, SessionSettings settings, Hub hub, List<Offer<?>> offers,
                           Authenticator authenticator, Clock clock, Admission admission,
                           String nodeId, int loop, MeterRegistry meters,
                           Presences presences) {

    public SessionParts {
        Objects.requireNonNull(vertx);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(hub);
        Objects.requireNonNull(authenticator);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(admission);
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(meters);
        Objects.requireNonNull(presences);
        offers = List.copyOf(offers);
    }
}
