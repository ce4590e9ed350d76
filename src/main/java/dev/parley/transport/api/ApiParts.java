package dev.parley.transport.api;

import dev.parley.auth.Authenticator;
import dev.parley.config.Settings;
import dev.parley.hub.Hub;
import dev.parley.limit.Admission;
import dev.parley.protocol.Offer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;

/**
 * What the HTTP API of one event loop needs.
 *
 * @param nodeId    as told to clients
 * @param hub       of the same loop
 * @param offers    the dispatcher's table of commands
 * @param admission how many requests a user may make
 */
public record ApiParts(Settings settings, String nodeId, Hub hub, List<Offer<?>> offers,
                       Authenticator authenticator, Admission admission, MeterRegistry meters) {

    public ApiParts {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(hub);
        Objects.requireNonNull(authenticator);
        Objects.requireNonNull(admission);
        Objects.requireNonNull(meters);
        offers = List.copyOf(offers);
    }
}
