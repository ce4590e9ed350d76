package dev.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.AuthSettings;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An issuer that changes its keys, answers nonsense, or does not answer. */
@ExtendWith(VertxExtension.class)
class KeySetTest {

    private static final TestKeys FIRST = TestKeys.rsa("first");
    private static final TestKeys SECOND = TestKeys.elliptic("second");

    private final TestClock clock = new TestClock();
    private final AtomicReference<Optional<String>> published = new AtomicReference<>(Optional.empty());
    private final AtomicInteger reads = new AtomicInteger();
    private Vertx vertx;
    private Authenticator authenticator;

    @BeforeEach
    void create(Vertx vertx) {
        this.vertx = vertx;
        var set = new KeySet(vertx, () -> {
            reads.incrementAndGet();
            return published.get().map(Future::succeededFuture).orElse(Future.failedFuture("no answer"));
        }, clock);
        authenticator = new TokenVerifier(List.of(set),
            new ClaimRules(Optional.empty(), Optional.empty(), Duration.ZERO, clock));
    }

    @Test
    void findsTheNewKeyAfterARotation() {
        published.set(Optional.of(TestKeys.keySet(FIRST)));
        assertEquals("ana", verify(FIRST));
        published.set(Optional.of(TestKeys.keySet(SECOND)));
        clock.advance(KeySet.PAUSE_MIN);
        assertEquals("ana", verify(SECOND));
        assertEquals(FailureType.UNAUTHENTICATED, refusal(FIRST).type(), "a withdrawn key is no longer good");
    }

    @Test
    void letsAWithdrawnKeyEndWithoutAnyUnknownOne() {
        published.set(Optional.of(TestKeys.keySet(FIRST)));
        assertEquals("ana", verify(FIRST));
        published.set(Optional.of(TestKeys.keySet(SECOND)));
        clock.advance(KeySet.AGE_MAX);
        verify(FIRST);
        assertEquals("ana", verify(SECOND));
        assertEquals(2, reads.get());
        assertEquals(FailureType.UNAUTHENTICATED, refusal(FIRST).type());
    }

    @Test
    void readsOnceForAFloodOfForgedKeyIds() {
        published.set(Optional.of(TestKeys.keySet(FIRST)));
        verify(FIRST);
        clock.advance(KeySet.PAUSE_MIN);
        IntStream.range(0, 100).mapToObj(i -> new TestKeys(FIRST.algorithm(), "forged" + i, FIRST.pair()))
            .forEach(forged -> assertEquals(FailureType.UNAUTHENTICATED, refusal(forged).type()));
        assertEquals(2, reads.get());
    }

    @Test
    void isUnavailableWhileTheIssuerDoesNotAnswerAndTriesAgainLater() {
        var refusal = refusal(FIRST);
        assertEquals(FailureType.UNAVAILABLE, refusal.type());
        assertEquals(KeySet.PAUSE_MIN.toMillis(), refusal.details().getLong("retryAfterMs"));
        published.set(Optional.of(TestKeys.keySet(FIRST)));
        assertEquals(FailureType.UNAVAILABLE, refusal(FIRST).type());
        assertEquals(1, reads.get());
        clock.advance(KeySet.PAUSE_MIN);
        assertEquals("ana", verify(FIRST));
    }

    @Test
    void asksLessAndLessOftenWithinABound() {
        for (int i = 0; i < 12; i++) {
            refusal(FIRST);
            clock.advance(KeySet.PAUSE_MAX);
        }
        assertEquals(12, reads.get());
        refusal(FIRST);
        clock.advance(KeySet.PAUSE_MAX.minusMillis(1));
        refusal(FIRST);
        assertEquals(13, reads.get(), "the pause has grown to its bound");
    }

    @Test
    void keepsTheKeysWhileTheIssuerIsAway() {
        published.set(Optional.of(TestKeys.keySet(FIRST)));
        verify(FIRST);
        published.set(Optional.empty());
        clock.advance(KeySet.AGE_MAX.multipliedBy(2));
        assertEquals("ana", verify(FIRST));
        assertEquals("ana", verify(FIRST));
        assertEquals(FailureType.UNAVAILABLE, refusal(SECOND).type());
    }

    @Test
    void passesOverKeysItCannotUse() {
        var odd = new JsonArray()
            .add(FIRST.webKey().put("use", "enc")).add(FIRST.webKey().put("alg", "PS256"))
            .add(new JsonObject().put("kty", "oct").put("k", "c2VjcmV0")).add("text").add(new JsonObject())
            .add(SECOND.webKey().put("y", SECOND.webKey().getString("x"))).add(SECOND.webKey());
        published.set(Optional.of(new JsonObject().put("keys", odd).encode()));
        assertEquals("ana", verify(SECOND));
        assertEquals(FailureType.UNAUTHENTICATED, refusal(FIRST).type());
    }

    @Test
    void takesNonsenseForAnIssuerThatIsAway() {
        for (var nonsense : List.of("", "null", "[]", "{}", "{\"keys\":7}", "<html>")) {
            published.set(Optional.of(nonsense));
            assertEquals(FailureType.UNAVAILABLE, refusal(FIRST).type(), nonsense);
            clock.advance(KeySet.PAUSE_MAX);
        }
    }

    @Test
    void readsFromAFileAndFromAUrl(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), TestKeys.keySet(FIRST));
        var server = await(vertx.createHttpServer().requestHandler(request -> {
            request.response().setStatusCode(request.path().equals("/keys") ? 200 : 404);
            request.response().end(TestKeys.keySet(FIRST));
        }).listen(0, "127.0.0.1"));
        var url = "http://127.0.0.1:" + server.actualPort();
        for (var place : List.of(file.toString(), url + "/keys")) {
            assertEquals("ana", await(from(place).verify(FIRST.sign(claims()))).user());
        }
        var absent = folder.resolve("absent").toString();
        for (var place : List.of(absent, url + "/absent", "http://127.0.0.1:1/")) {
            assertEquals(FailureType.UNAVAILABLE, refusal(from(place), FIRST).type());
        }
    }

    @Test
    void readsNoMoreThanTheBound(@TempDir Path folder) throws IOException {
        var large = TestKeys.keySet(FIRST) + " ".repeat(KeySetReader.BYTES_MAX);
        var file = Files.writeString(folder.resolve("keys.json"), large);
        var server = await(vertx.createHttpServer()
            .requestHandler(request -> request.response().setChunked(true).end(large))
            .listen(0, "127.0.0.1"));
        for (var place : List.of(file.toString(), "http://127.0.0.1:" + server.actualPort())) {
            assertTrue(refusal(from(place), FIRST).message().contains("cannot be read"));
        }
    }

    private Authenticator from(String place) {
        return await(Authenticator.create(vertx, new AuthSettings(Optional.empty(), List.of(),
            Optional.of(place), Optional.empty(), Optional.empty(), 0, false), clock));
    }

    private JsonObject claims() {
        return new JsonObject().put("sub", "ana").put("exp", clock.instant().getEpochSecond() + 60);
    }

    private String verify(TestKeys keys) {
        return await(authenticator.verify(keys.sign(claims()))).user();
    }

    private Refusal refusal(TestKeys keys) {
        return refusal(authenticator, keys);
    }

    private Refusal refusal(Authenticator by, TestKeys keys) {
        var fault = assertThrows(ExecutionException.class, () -> by.verify(keys.sign(claims()))
            .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        return assertInstanceOf(RefusedException.class, fault.getCause()).refusal();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
