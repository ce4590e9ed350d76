package dev.parley.webhook;

import dev.parley.tls.CredentialFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An application that is told, and checks what it is told as docs/webhooks.md says. */
final class Receiver implements AutoCloseable {

    static final String SECRET = "a secret of the tests, long enough";
    private static final int PATIENCE_SECONDS = 120;
    private static final long AGE_SECONDS_MAX = 300;

    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile Function<Delivery, Integer> answer = delivery -> 200;

    /** One request as it came. */
    record Delivery(String id, String channel, List<JsonObject> events, boolean genuine) {

        List<Long> seqs() {
            return events.stream().map(event -> event.getLong("seq")).toList();
        }
    }

    Receiver(int port) {
        this(new HttpServerOptions().setPort(port));
    }

    /** One that shows a certificate. */
    Receiver(CredentialFiles shown) {
        this(new HttpServerOptions().setPort(0).setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
            .setCertPath(shown.certificate().toString()).setKeyPath(shown.key().toString())));
    }

    private Receiver(HttpServerOptions options) {
        server = WebhookTest.await(vertx.createHttpServer(options.setHost("127.0.0.1"))
            .requestHandler(this::handle).listen());
    }

    /** Waits for a condition, within a limit. */
    static void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    int port() {
        return server.actualPort();
    }

    /** With which status it answers from now on. */
    void answers(Function<Delivery, Integer> status) {
        answer = status;
    }

    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var json = body.toJsonObject();
            var delivery = new Delivery(request.getHeader("webhook-id"), json.getString("channel"),
                json.getJsonArray("events").stream().map(JsonObject.class::cast).toList(),
                genuine(request, body));
            deliveries.add(delivery);
            var status = answer.apply(delivery);
            request.response().setStatusCode(status).putHeader("Location", "/elsewhere").end("seen");
        });
    }

    private static boolean genuine(HttpServerRequest request, Buffer body) {
        var id = request.getHeader("webhook-id");
        var timestamp = request.getHeader("webhook-timestamp");
        var age = Math.abs(System.currentTimeMillis() / 1_000 - Long.parseLong(timestamp));
        var expected = sign(id + "." + timestamp + "." + body.toString(StandardCharsets.UTF_8));
        return age <= AGE_SECONDS_MAX
            && Arrays.stream(request.getHeader("webhook-signature").split(" ")).anyMatch(given ->
                MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                    expected.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sign(String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(
                mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * By channel, what was taken, each event once: by the highest seq, as the page recommends. Fails when one
     * comes that was overtaken and never came before.
     */
    Map<String, List<JsonObject>> taken(Function<Delivery, Boolean> wasTaken) {
        var byChannel = new LinkedHashMap<String, List<JsonObject>>();
        for (var delivery : deliveries) {
            if (wasTaken.apply(delivery)) {
                var known = byChannel.computeIfAbsent(delivery.channel(), channel -> new ArrayList<>());
                var seqs = known.stream().map(event -> event.getLong("seq")).collect(Collectors.toSet());
                for (var event : delivery.events()) {
                    var last = known.isEmpty() ? 0 : known.getLast().getLong("seq");
                    if (event.getLong("seq") > last) {
                        known.add(event);
                    } else if (!seqs.contains(event.getLong("seq"))) {
                        throw new AssertionError(event.getLong("seq") + " after " + last + " on "
                            + delivery.channel());
                    }
                }
            }
        }
        return byChannel;
    }

    @Override
    public void close() {
        WebhookTest.await(vertx.close());
    }
}
