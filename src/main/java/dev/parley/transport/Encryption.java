package dev.parley.transport;

import dev.parley.config.TlsSettings;
import dev.parley.tls.CredentialFiles;
import dev.parley.tls.CredentialWatch;
import dev.parley.tls.Credentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The TLS of the doors for clients. */
final class Encryption {

    private static final long HANDSHAKE_SECONDS = 10;

    private final CredentialFiles files;
    private final Credentials first;

    private Encryption(CredentialFiles files, Credentials first) {
        this.files = files;
        this.first = first;
    }

    /** Reads the files, if there are any; fails with a sentence when they cannot be used. */
    static Future<Optional<Encryption>> read(Vertx vertx, TlsSettings tls) {
        return CredentialFiles.ofHttp(tls).map(files -> vertx.executeBlocking(() ->
            Optional.of(new Encryption(files, Credentials.read(files)))))
            .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    void put(HttpServerOptions options) {
        options.setSsl(true).setKeyCertOptions(first.keys())
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    }

    /** Gives the server new credentials whenever the files change, for all handshakes from then on. */
    CredentialWatch follow(Vertx vertx, HttpServer server, int everyMs, MeterRegistry meters) {
        return new CredentialWatch(vertx, files, "http", first, meters, changed -> server.updateSSLOptions(
            new ServerSSLOptions().setKeyCertOptions(changed.keys())
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)))
            .begin(everyMs);
    }
}
