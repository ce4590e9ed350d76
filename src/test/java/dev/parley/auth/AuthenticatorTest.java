package dev.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.AuthSettings;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which tokens are believed, and what the developer of a client reads when one is not. */
@ExtendWith(VertxExtension.class)
class AuthenticatorTest {

    private static final String SECRET = "a secret that only this test knows, 32 bytes and more";
    private static final TestKeys RSA = TestKeys.rsa("r1");
    private static final TestKeys ELLIPTIC = TestKeys.elliptic("e1");

    private final TestClock clock = new TestClock();
    private final TokenIssuer issuer = new TokenIssuer(SECRET, Optional.empty(), Optional.empty());
    private Vertx vertx;
    private Authenticator authenticator;

    @BeforeEach
    void create(Vertx vertx) {
        this.vertx = vertx;
        authenticator = with(Optional.empty(), Optional.empty());
    }

    private Authenticator with(Optional<String> iss, Optional<String> aud) {
        return await(Authenticator.create(vertx, new AuthSettings(Optional.of(SECRET),
            List.of(RSA.pem(), ELLIPTIC.pem()), Optional.empty(), iss, aud, 5, true), clock));
    }

    @Test
    void believesWhatTheIssuerIssues() {
        var identity = new Identity("ana", "Ana Łukasz 🎈", Set.of("admin"), List.of("live.demo.*"),
            clock.instant().plusSeconds(60), Optional.of("t1"));
        assertEquals(identity, await(authenticator.verify(issuer.issue(identity))));
    }

    @Test
    void believesEveryAlgorithmWithItsKey() {
        assertEquals("ana", await(authenticator.verify(RSA.sign(claims()))).user());
        assertEquals("ana", await(authenticator.verify(ELLIPTIC.sign(claims()))).user());
    }

    @Test
    void believesTokensOfAnotherImplementation() {
        var other = JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(
            new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(SECRET)));
        var token = other.generateToken(claims(), new JWTOptions().setNoTimestamp(true));
        assertEquals("ana", await(authenticator.verify(token)).user());
        var ours = new JsonObject(Map.of("token", issuer.issue(identity())));
        assertEquals("ana", await(other.authenticate(
            new io.vertx.ext.auth.authentication.TokenCredentials(ours.getString("token")))).subject());
    }

    @Test
    void usesTheUserIdForAMissingName() {
        assertEquals("ana", await(authenticator.verify(RSA.sign(claims()))).name());
    }

    @Test
    void refusesEverySingleChangedCharacter() {
        var token = issuer.issue(identity());
        IntStream.range(0, token.length()).filter(i -> token.charAt(i) != '.').forEach(i -> {
            var changed = (char) (token.charAt(i) == 'A' ? 'Q' : 'A');
            refusal(token.substring(0, i) + changed + token.substring(i + 1));
        });
    }

    @Test
    void refusesNoneInEverySpelling() {
        for (var name : List.of("none", "None", "NONE", "nOnE", "")) {
            var header = TestKeys.text(new JsonObject().put("alg", name));
            var forged = header + "." + TestKeys.text(claims()) + ".";
            assertEquals("The token's algorithm is not one of HS256, RS256 and ES256.", refusal(forged));
        }
    }

    @Test
    void neverTakesAPublicKeyForASecret() {
        var publicKeysOnly = await(Authenticator.create(vertx, new AuthSettings(Optional.empty(),
            List.of(RSA.pem()), Optional.empty(), Optional.empty(), Optional.empty(), 0, false), clock));
        for (var known : List.of(RSA.pem(), RSA.pem().strip(), RSA.webKey().encode())) {
            var forged = new TokenIssuer(known, Optional.empty(), Optional.empty()).issue(identity());
            assertEquals("The token is signed with HS256 by a key that is not known here.",
                refusal(publicKeysOnly, forged));
            refusal(authenticator, forged);
        }
    }

    @Test
    void refusesAnotherIssuersKeyOfTheSameKind() {
        assertEquals("The token's signature is wrong.", refusal(TestKeys.rsa("r1").sign(claims())));
        assertEquals("The token's signature is wrong.", refusal(TestKeys.elliptic("e1").sign(claims())));
    }

    @Test
    void refusesTheEmptySignatureOfAnEllipticKey() {
        var signed = ELLIPTIC.sign(claims());
        var content = signed.substring(0, signed.lastIndexOf('.') + 1);
        assertEquals("The token's signature is wrong.", refusal(content));
        assertEquals("The token's signature is wrong.", refusal(content + "A".repeat(86)));
    }

    @Test
    void toleratesTheLeewayAndNotMore() {
        var token = RSA.sign(claims());
        clock.advance(Duration.ofSeconds(60 + 4));
        assertEquals("ana", await(authenticator.verify(token)).user());
        clock.advance(Duration.ofSeconds(1));
        assertEquals("The token expired at 2030-01-01T00:01:00Z.", refusal(token));
    }

    @Test
    void waitsForATokenThatBeginsLater() {
        var token = RSA.sign(claims().put("nbf", clock.instant().getEpochSecond() + 30));
        assertEquals("The token is not valid before 2030-01-01T00:00:30Z.", refusal(token));
        clock.advance(Duration.ofSeconds(25));
        assertEquals("ana", await(authenticator.verify(token)).user());
    }

    @Test
    void saysWhatIsWrongWithTheClaims() {
        var cases = Map.of(
            "exp", "The token has no expiry: the claim exp is required.",
            "sub", "The token names no user: the claim sub is required.");
        cases.forEach((missing, sentence) -> {
            var claims = claims();
            claims.remove(missing);
            assertEquals(sentence, refusal(RSA.sign(claims)));
        });
        assertEquals("The token's claim sub is not a valid user id.",
            refusal(RSA.sign(claims().put("sub", "../ana"))));
        assertEquals("The token's claim exp is not a time in seconds.",
            refusal(RSA.sign(claims().put("exp", "tomorrow"))));
        assertEquals("The token's claim exp is not a time in seconds.",
            refusal(RSA.sign(claims().put("exp", 1e300))));
        assertEquals("The token's claim roles is not a list of strings.",
            refusal(RSA.sign(claims().put("roles", new JsonArray().add(1)))));
        assertEquals("The token's claim name is not a well-formed string.",
            refusal(RSA.sign(claims().put("name", 7))));
    }

    @Test
    void demandsIssuerAndAudienceWhenTold() {
        var strict = with(Optional.of("https://id.example"), Optional.of("parley"));
        var right = claims().put("iss", "https://id.example");
        assertEquals("ana", await(strict.verify(RSA.sign(right.copy().put("aud", "parley")))).user());
        assertEquals("ana", await(strict.verify(RSA.sign(
            right.copy().put("aud", new JsonArray().add("other").add("parley"))))).user());
        assertTrue(refusal(strict, RSA.sign(right.copy())).contains("aud"));
        assertTrue(refusal(strict, RSA.sign(right.copy().put("aud", "other"))).contains("aud"));
        assertTrue(refusal(strict, RSA.sign(claims().put("aud", "parley"))).contains("iss"));
    }

    @Test
    void survivesGarbageAndNeverRepeatsIt() {
        for (var garbage : List.of("", ".", "..", "...", "a.b", "Bearer x", "?.?.?", "e30.e30.e30",
            "e30=.e30=.e30=", "bnVsbA.bnVsbA.bnVsbA", "x".repeat(CompactToken.LENGTH_MAX + 1),
            "é.é.é", "\u0000")) {
            var sentence = refusal(garbage);
            assertFalse(garbage.length() > 3 && sentence.contains(garbage), sentence);
        }
    }

    @Test
    void refusesCriticalExtensions() {
        var header = new JsonObject().put("alg", "HS256").put("crit", new JsonArray().add("b64"));
        var forged = TestKeys.text(header) + "." + TestKeys.text(claims()) + ".AAAA";
        assertTrue(refusal(forged).contains("critical"));
    }

    @Test
    void doesNotStartWithAnUnreadableKey() {
        for (var pem : List.of("", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
            var settings = new AuthSettings(Optional.empty(), List.of(pem), Optional.empty(),
                Optional.empty(), Optional.empty(), 0, false);
            var fault = assertThrows(ExecutionException.class, () ->
                Authenticator.create(vertx, settings, clock).toCompletionStage().toCompletableFuture()
                    .get(5, TimeUnit.SECONDS));
            assertInstanceOf(IllegalArgumentException.class, fault.getCause());
        }
    }

    private Identity identity() {
        return new Identity("ana", "Ana", Set.of(), List.of(), clock.instant().plusSeconds(60),
            Optional.empty());
    }

    private JsonObject claims() {
        return new JsonObject().put("sub", "ana").put("exp", clock.instant().getEpochSecond() + 60);
    }

    private String refusal(String token) {
        return refusal(authenticator, token);
    }

    private static String refusal(Authenticator authenticator, String token) {
        var fault = assertThrows(ExecutionException.class, () -> authenticator.verify(token)
            .toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS), token);
        var refused = assertInstanceOf(RefusedException.class, fault.getCause());
        assertEquals(FailureType.UNAUTHENTICATED, refused.refusal().type());
        return refused.refusal().message();
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
