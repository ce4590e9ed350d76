package dev.parley.webhook;

import dev.parley.config.Hook;
import dev.parley.config.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;

/**
 * Posts deliveries to the URL of one hook, and nowhere else: no redirection is followed, certificates are
 * checked, and of an answer only its status counts.
 */
final class Courier {

    /** An answer's body is read so far, to use the connection again; then it is broken off. */
    private static final int BODY_MAX = 65_536;
    private static final int WHY_MAX = 200;
    private static final String UNPROVED = "No agreement on TLS, or a certificate that nobody vouches for";
    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final Hook hook;
    private final Seal seal;
    private final Clock clock;
    private final int timeoutMs;
    private final HttpClientAgent client;

    Courier(Vertx vertx, Hook hook, WebhookSettings settings, Clock clock) {
        this.hook = hook;
        this.seal = new Seal(hook);
        this.clock = clock;
        this.timeoutMs = settings.timeoutMs();
        this.client = vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(timeoutMs).setTrustAll(false).setVerifyHost(true),
            new PoolOptions().setHttp1MaxSize(settings.underWayMax()));
    }

    /** Never fails. */
    Future<Verdict> post(String id, Buffer body) {
        var seconds = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(hook.url().toString())
            .setFollowRedirects(false).setConnectTimeout(timeoutMs).setIdleTimeout(timeoutMs)
            .putHeader("Content-Type", "application/json").putHeader("User-Agent", "Parley-Webhook")
            .putHeader("webhook-id", id).putHeader("webhook-timestamp", Long.toString(seconds))
            .putHeader("webhook-signature", seal.sign(id, seconds, body.getBytes()));
        return client.request(options)
            .compose(request -> request.send(body).timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .compose(response -> verdict(request, response))
                .onFailure(late -> request.reset()))
            .otherwise(fault -> new Verdict.Failed(shortened(fault), 0));
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<Verdict> verdict(HttpClientRequest request, HttpClientResponse response) {
        var status = response.statusCode();
        var verdict = status >= OK && status < REDIRECTION ? new Verdict.Taken()
            : new Verdict.Failed("answered " + status, retryAfter(response));
        var read = new int[1];
        response.handler(piece -> {
            read[0] += piece.length();
            if (read[0] > BODY_MAX) {
                request.reset();
            }
        });
        return response.end().timeout(timeoutMs, TimeUnit.MILLISECONDS).transform(ended -> {
            if (ended.failed()) {
                request.reset();
            }
            return Future.succeededFuture(verdict);
        });
    }

    private static long retryAfter(HttpClientResponse response) {
        var said = response.getHeader("Retry-After");
        return said != null && said.matches("\\d{1,6}") ? TimeUnit.SECONDS.toMillis(Long.parseLong(said)) : 0;
    }

    /** What an operator reads of it: the cause below all others says most. */
    private static String shortened(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var why = (fault instanceof SSLHandshakeException ? UNPROVED : root.getClass().getSimpleName())
            + (root.getMessage() == null ? "" : ": " + root.getMessage());
        return why.length() > WHY_MAX ? why.substring(0, WHY_MAX) : why;
    }
}
