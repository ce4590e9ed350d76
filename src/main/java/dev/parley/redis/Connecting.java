package dev.parley.redis;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** How one connection is made. */
final class Connecting {

    private static final int CONNECT_MS_MIN = 1_000;
    /** For the connection's own commands, beyond those of its users. */
    private static final int RESERVE = 64;

    private Connecting() {
    }

    /** One held connection to this URL. TLS means that the server's certificate is checked. */
    static RedisOptions to(String url, StoreParts parts) {
        var settings = parts.settings();
        int connect = Math.max(CONNECT_MS_MIN, settings.timeoutMs());
        var tcp = new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true)
            .setConnectTimeout(connect).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setHostnameVerificationAlgorithm(url.startsWith("rediss:") ? "HTTPS" : "");
        var options = new RedisOptions().setType(RedisClientType.STANDALONE).setNetClientOptions(tcp)
            .setConnectionString(url).setMaxPoolSize(1).setMaxPoolWaiting(1).setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(settings.pipelineMax() + RESERVE);
        if (!settings.password().isEmpty() && credentials(url) == null) {
            options.setPassword(settings.password());
            if (!settings.user().isEmpty()) {
                options.setUser(settings.user());
            }
        }
        return options;
    }

    /** The URL of a server that another one at {@code like} has named: TLS there is TLS here. */
    static String url(String like, String host, int port) {
        var scheme = like.startsWith("rediss:") ? "rediss" : "redis";
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String credentials(String url) {
        return URI.create(url).getUserInfo();
    }
}
