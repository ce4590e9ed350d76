package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** How connections to PostgreSQL are opened. */
final class ConnectOptions {

    private ConnectOptions() {
    }

    /**
     * Without limits of time: for what an operator waits for, such as a migration. TLS means that the
     * server's certificate is checked, against the JVM's trust store.
     */
    static PgConnectOptions plain(PostgresSettings settings) {
        var options = new PgConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setDatabase(settings.database())
            .setUser(settings.user())
            .setPassword(settings.password())
            .addProperty("application_name", "parley")
            .addProperty("client_min_messages", "warning");
        if (settings.tls()) {
            options.setSslMode(SslMode.REQUIRE)
                .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"));
        }
        return options;
    }

    /** With every limit of time set, so that nobody holds a row for long, and statements prepared once. */
    static PgConnectOptions limited(PostgresSettings settings) {
        return plain(settings)
            .setCachePreparedStatements(true)
            .addProperty("lock_timeout", Integer.toString(settings.lockTimeoutMs()))
            .addProperty("statement_timeout", Integer.toString(settings.statementTimeoutMs()))
            .addProperty("jit", "off")
            .addProperty("idle_in_transaction_session_timeout",
                Integer.toString(settings.idleInTransactionTimeoutMs()))
            .addProperty("tcp_user_timeout", Integer.toString(settings.tcpUserTimeoutMs()))
            .addProperty("tcp_keepalives_idle", "5")
            .addProperty("tcp_keepalives_interval", "2")
            .addProperty("tcp_keepalives_count", "3");
    }
}
