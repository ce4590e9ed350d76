package dev.parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is turned away at the door, and how many of one address wait there to be told so. */
class ArrivalTest {

    private static final int FAR_TOO_MANY = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final Admission admission = new Admission(vertx,
        SettingsReader.forTests("address.connectionsMax=1"), new SimpleMeterRegistry(), System::nanoTime);

    @AfterEach
    void close() {
        admission.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Arrival from(String address) {
        try {
            return admission.arrived(InetAddress.getByName(address));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void readsNothingForAWhileOfWhoIsTurnedAway() {
        assertEquals(0, from("203.0.113.1").unreadMs());
        assertTrue(from("203.0.113.1").unreadMs() > 0);
        assertEquals(0, from("203.0.113.2").unreadMs(), "another address");
    }

    @Test
    void doesNotEvenHearTooManyOfOneAddressUntilOthersOfItAreGone() {
        from("203.0.113.1");
        var waiting = new ArrayList<Arrival>();
        while (waiting.size() < FAR_TOO_MANY && waiting.stream().noneMatch(Arrival::unheard)) {
            waiting.add(from("203.0.113.1"));
        }
        var unheard = waiting.removeLast();
        assertTrue(unheard.unheard(), "after " + waiting.size());
        assertFalse(from("203.0.113.2").unheard(), "another address");
        unheard.left();
        assertTrue(from("203.0.113.1").unheard(), "who was not heard has given no place back");
        waiting.getFirst().left();
        waiting.getFirst().left();
        assertFalse(from("203.0.113.1").unheard());
        assertTrue(from("203.0.113.1").unheard(), "one place was given back, and only once");
    }
}
