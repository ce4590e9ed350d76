package dev.parley.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.auth.Revocation.Kind;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a revocation strikes. A token is {@code user}, {@code user@iat} or {@code user@iat#jti}. */
class RevocationsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final Instant LATER = NOW.plusSeconds(3_600);

    private final Revocations revocations = new Revocations(RevocationsTest::read,
        Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void know() {
        revocations.complete();
    }

    private static Future<Identity> read(String token) {
        var id = token.split("#");
        var parts = id[0].split("@");
        return Future.succeededFuture(new Identity(parts[0], parts[0], Set.of(), List.of(), LATER,
            id.length > 1 ? Optional.of(id[1]) : Optional.empty(),
            parts.length > 1 ? Optional.of(Instant.ofEpochSecond(Long.parseLong(parts[1])))
                : Optional.empty()));
    }

    private boolean refused(String token) {
        var verified = revocations.verify(token);
        assertEquals(verified.succeeded(), revocations.believes(read(token).result()));
        return verified.failed()
            && ((RefusedException) verified.cause()).refusal().type() == FailureType.UNAUTHENTICATED;
    }

    private boolean revoke(Kind kind, String subject, long at) {
        return revocations.add(new Revocation(kind, subject, Instant.ofEpochSecond(at), LATER));
    }

    @Test
    void refusesWhatAUserWasGivenUntilThenAndBelievesWhatCameLater() {
        assertFalse(refused("ana@999000"));
        assertTrue(revoke(Kind.USER, "ana", 999_000));
        assertTrue(refused("ana@998999"));
        assertTrue(refused("ana@999000"));
        assertFalse(refused("ana@999001"));
        assertFalse(refused("ben@998999"));
    }

    @Test
    void refusesATokenThatDoesNotSayWhenItWasIssued() {
        assertFalse(refused("ana"));
        revoke(Kind.USER, "ana", 999_000);
        assertTrue(refused("ana"));
        assertFalse(refused("ben"));
    }

    @Test
    void refusesOneTokenByItsIdWheneverItWasIssued() {
        revoke(Kind.TOKEN, "t1", 999_000);
        assertTrue(refused("ana@999999#t1"));
        assertFalse(refused("ana@999999#t2"));
        assertFalse(refused("t1@999999"));
    }

    @Test
    void anEarlierRevocationThatComesLateTakesNothingBack() {
        assertTrue(revoke(Kind.USER, "ana", 999_000));
        assertFalse(revoke(Kind.USER, "ana", 998_000), "nothing new");
        assertTrue(refused("ana@999000"));
        assertTrue(revoke(Kind.USER, "ana", 999_500));
        assertTrue(refused("ana@999500"));
        assertEquals(1, revocations.size());
    }

    @Test
    void forgetsWhatHasExpiredAnyway() {
        assertFalse(revocations.add(new Revocation(Kind.USER, "ana", NOW, NOW)), "expired already");
        var clock = new TestClock();
        var ageing = new Revocations(RevocationsTest::read, clock);
        var end = clock.instant().plusSeconds(60);
        ageing.add(new Revocation(Kind.USER, "ana", NOW, end));
        ageing.add(new Revocation(Kind.TOKEN, "t1", NOW, end));
        ageing.forgetExpired();
        assertEquals(2, ageing.size());
        clock.advance(Duration.ofSeconds(60));
        ageing.forgetExpired();
        assertEquals(0, ageing.size());
    }

    @Test
    void believesNobodyBeforeItKnowsWhatWasRevoked() {
        var early = new Revocations(RevocationsTest::read, Clock.systemUTC());
        var refusal = ((RefusedException) early.verify("ana@1").cause()).refusal();
        assertEquals(FailureType.UNAVAILABLE, refusal.type());
        early.complete();
        assertTrue(early.verify("ana@1").succeeded());
    }
}
