package dev.parley.transport;

import dev.parley.auth.Authenticator;
import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.limit.Admission;
import dev.parley.protocol.Offer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the socket verticles of a node share.
 *
 * @param doorway where they listen
 * @param nodeId  as told to clients
 * @param hubs    makes each verticle's hub
 * @param offers  the commands of all other packages
 * @param admission who may come in, and how much of it
 * @param routes  what others contribute to the router: pages, health, metrics, tokens for guests
 */
public record SocketParts(Settings settings, Bus bus, Doorway doorway, String nodeId, HubSource hubs,
                          List<Offer<?>> offers, Authenticator authenticator, Clock clock,
                          Admission admission, List<Consumer<Router>> routes, MeterRegistry meters) {

    public SocketParts {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(bus);
        Objects.requireNonNull(doorway);
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(hubs);
        Objects.requireNonNull(authenticator);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(admission);
        Objects.requireNonNull(meters);
        offers = List.copyOf(offers);
        routes = List.copyOf(routes);
    }
}
