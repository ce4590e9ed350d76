package dev.parley;

import dev.parley.auth.Authenticator;
import dev.parley.auth.GuestEndpoint;
import dev.parley.auth.GuestIds;
import dev.parley.auth.Origins;
import dev.parley.auth.TokenIssuer;
import dev.parley.cluster.Cluster;
import dev.parley.config.Profile;
import dev.parley.config.Settings;
import dev.parley.metrics.Meters;
import dev.parley.operations.Check;
import dev.parley.operations.ClusterView;
import dev.parley.operations.DrainRoute;
import dev.parley.operations.HealthRoutes;
import dev.parley.operations.MetricsRoute;
import dev.parley.transport.http.Pages;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What the packages contribute to the HTTP router of each socket verticle. */
record Routes(Settings settings, Cluster cluster, Meters meters, List<Check> checks,
              Runnable rest) {

    /** Those on the port of the clients; where operators have their own, it tells only whether to come. */
    List<Consumer<Router>> ofClients(Authenticator authenticator, Random random) {
        var routes = new ArrayList<Consumer<Router>>(settings.operations().apart()
            ? List.of(HealthRoutes.brief(checks)) : ofOperators(authenticator));
        routes.add(Pages.load(this::nodes, settings.profile() != Profile.PRODUCTION));
        var auth = settings.auth();
        auth.secret().filter(secret -> auth.guests()).ifPresent(secret -> routes.add(
            new GuestEndpoint(authenticator, new TokenIssuer(secret, auth.issuer(), auth.audience()),
                new Origins(settings.http().origins()), new GuestIds(random), Clock.systemUTC())));
        return routes;
    }

    /** Where pages of this node may go when it ends: nowhere, unless other origins may use the nodes. */
    private List<String> nodes() {
        return settings.http().origins().isEmpty() ? List.of() : cluster.members().stream()
            .map(member -> member.card().publicUrl()).filter(url -> !url.isEmpty()).sorted().toList();
    }

    List<Consumer<Router>> ofOperators(Authenticator authenticator) {
        return List.of(new HealthRoutes(checks, new ClusterView(cluster)), new MetricsRoute(meters),
            new DrainRoute(authenticator, new AtomicBoolean(), rest));
    }
}
