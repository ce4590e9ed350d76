package dev.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.auth.Authenticator;
import dev.parley.auth.Identity;
import dev.parley.auth.Revocation.Kind;
import dev.parley.auth.Revocations;
import dev.parley.bus.Bus;
import dev.parley.cluster.Cluster;
import dev.parley.cluster.LoopbackNodes;
import dev.parley.cluster.Member.Card;
import dev.parley.config.SettingsReader;
import dev.parley.room.RoomHouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revocations reach nodes that hear nothing of one another, because all look into the store. */
class RevocationWatchTest {

    private static final Instant END = Instant.now().plusSeconds(3_600);

    private final RoomHouse house = new RoomHouse(1);
    private Cluster alone;
    private Bus bus;

    @BeforeEach
    void start() {
        alone = RoomHouse.await(Cluster.join(SettingsReader.forTests().cluster(), new Card("", 0, 1),
            new VertxOptions(), builder -> builder));
        bus = new Bus(alone.vertx());
    }

    @AfterEach
    void end() {
        RoomHouse.await(alone.leave());
        house.close();
    }

    /** One node's knowledge. */
    private final class Deaf {

        private final Authenticator believer = token -> Future.succeededFuture(identity(token));
        private final Revocations revocations = new Revocations(believer, Clock.systemUTC());
        private final RevocationWatch watch;

        Deaf() {
            var settings = SettingsReader.forTests("session.revocationPollMs=50").session();
            watch = new RevocationWatch(alone.vertx(), new DirectoryParts(bus, alone, events -> { },
                house.store(), revocations, settings, () -> 0, new SimpleMeterRegistry()));
        }

        Deaf started() {
            RoomHouse.await(watch.start());
            return this;
        }

        boolean believes(String token) {
            return revocations.verify(token).succeeded();
        }
    }

    /** A token is {@code user#jti}, issued a minute ago. */
    private static Identity identity(String token) {
        var parts = token.split("#");
        return new Identity(parts[0], parts[0], Set.of(), List.of(), END, Optional.of(parts[1]),
            Optional.of(Instant.now().minusSeconds(60)));
    }

    @Test
    void whoHearsNothingFindsOutAllTheSame() {
        var one = new Deaf().started();
        var other = new Deaf().started();
        assertTrue(other.believes("ana#t1"));
        RoomHouse.await(one.watch.revoke(Kind.USER, "ana"));
        assertFalse(one.believes("ana#t1"), "where it was said it counts at once");
        LoopbackNodes.until("the other knows", () -> !other.believes("ana#t1"));
        RoomHouse.await(other.watch.revoke(Kind.TOKEN, "t2"));
        LoopbackNodes.until("the first knows", () -> !one.believes("ben#t2"));
        assertTrue(one.believes("ben#t3"));
        one.watch.stop();
        other.watch.stop();
    }

    @Test
    void whoComesLaterKnowsBeforeHeBelievesAnybody() {
        var first = new Deaf().started();
        for (int i = 0; i < 1_100; i++) {
            house.sql("select parley.revoke_tokens('{\"kind\":\"user\",\"subject\":\"u" + i
                + "\",\"keep_days\":1}', '', true)");
        }
        var late = new Deaf();
        assertFalse(late.believes("ben#t"), "before it has looked");
        late.started();
        assertTrue(late.believes("ben#t"));
        assertFalse(late.believes("u0#t"));
        assertFalse(late.believes("u1099#t"));
        assertEquals(1_100, late.revocations.size());
        first.watch.stop();
        late.watch.stop();
    }

    @Test
    void forgetsWhatNoTokenCanOutlive() {
        var node = new Deaf().started();
        RoomHouse.await(node.watch.revoke(Kind.USER, "ana"));
        house.sql("update parley.revocation set until = now() - interval '1 second'");
        RoomHouse.await(node.watch.revoke(Kind.USER, "ben"));
        assertEquals(1L, house.query("select count(*) from parley.revocation").getFirst().getLong(0));
        node.watch.stop();
    }
}
