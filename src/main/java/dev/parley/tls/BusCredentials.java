package dev.parley.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.ServerSSLOptions;

/**
 * Encrypts the event bus between nodes. Both sides of a connection show a certificate, and whose comes from
 * no trusted authority is no node: it can neither listen nor speak. Host names are not compared, since a node
 * is known by its authority.
 */
public final class BusCredentials {

    private static final String NO_HOST_NAMES = "";

    private BusCredentials() {
    }

    /** For a bus that is yet to be made. */
    public static void put(EventBusOptions options, Credentials credentials) {
        options.setSsl(true).setKeyCertOptions(credentials.keys())
            .setTrustOptions(credentials.trust().orElseThrow()).setClientAuth(ClientAuth.REQUIRED);
    }

    /**
     * For all connections that a bus makes or takes from now on. Vert.x has a way to change the credentials
     * of a server and of a client, but none to those of its bus.
     */
    public static Future<?> renew(Vertx vertx, Credentials credentials) {
        try {
            var bus = vertx.eventBus();
            var trust = credentials.trust().orElseThrow();
            var server = of(bus, "server", NetServer.class).updateSSLOptions(new ServerSSLOptions()
                .setKeyCertOptions(credentials.keys()).setTrustOptions(trust)
                .setClientAuth(ClientAuth.REQUIRED));
            var client = of(bus, "client", NetClient.class).updateSSLOptions(new ClientSSLOptions()
                .setKeyCertOptions(credentials.keys()).setTrustOptions(trust)
                .setHostnameVerificationAlgorithm(NO_HOST_NAMES));
            return Future.all(server, client);
        } catch (ReflectiveOperationException otherVersion) {
            return Future.failedFuture(otherVersion);
        }
    }

    private static <T> T of(EventBus bus, String name, Class<T> type) throws ReflectiveOperationException {
        var field = bus.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return type.cast(field.get(bus));
    }
}
