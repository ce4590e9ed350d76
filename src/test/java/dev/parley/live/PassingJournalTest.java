package dev.parley.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bus.Bus;
import dev.parley.config.Namespace;
import dev.parley.config.SettingsReader;
import dev.parley.log.Draft;
import dev.parley.log.Journal;
import dev.parley.log.JournalContract;
import dev.parley.protocol.Event;
import dev.parley.protocol.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The journal of channels without a log, and what it leaves out of what comes too fast. */
class PassingJournalTest extends JournalContract {

    private static final int EVERY_MS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private final Bus bus = new Bus(vertx);
    private final Journal journal = new PassingJournal(bus, told::addAll, Clock.systemUTC(), meters);

    PassingJournalTest() throws Exception {
        await(vertx.deployVerticle(new FlowVerticle(bus, told::addAll, meters)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected List<? extends Event> told() {
        return told;
    }

    @Override
    protected Namespace namespace() {
        return named("some: {log: none}");
    }

    private static Namespace named(String yaml) {
        return SettingsReader.forTests("namespaces=" + yaml).namespaces().getLast();
    }

    private void publish(Namespace namespace, String type, String data) throws Exception {
        await(journal.append(namespace, new Draft("live.some.x", type, data, "id", false, "ana", "s1")));
    }

    private List<Object> numbers() {
        return told.stream().map(event -> event.json().toJsonObject().getJsonObject("data").getValue("n"))
            .toList();
    }

    private void until(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what + ", not " + told);
            await(vertx.timer(2));
        }
    }

    @Test
    void anEventHasNoSeqAndNothingReplacesIt() throws Exception {
        publish(namespace(), "moved", "{\"n\":1}");
        var event = (Signal) told.getFirst();
        assertEquals("", event.key());
        assertEquals(Optional.empty(), Optional.ofNullable(event.json().toJsonObject().getValue("seq")));
    }

    @Test
    void ofWhatReplacesOneAnotherTheFirstAndTheNewestAreTold() throws Exception {
        var conflated = named("some: {log: none, conflate: {key: who, everyMs: " + EVERY_MS + "}}");
        for (int i = 1; i <= 100; i++) {
            publish(conflated, "moved", new JsonObject().put("who", i % 2 == 0 ? "ana" : "bob").put("n", i)
                .encode());
        }
        until("the newest of both", () -> numbers().containsAll(List.of(99, 100)));
        assertTrue(numbers().containsAll(List.of(1, 2)), "the first of each goes at once: " + numbers());
        assertTrue(told.size() < 60, "left out: " + numbers());
        assertEquals(100 - told.size(), meters.counter("parley.live.conflated").count());
        assertTrue(told.stream().noneMatch(event -> ((Signal) event).key().isEmpty()),
            "a slow client gets the newest, too");
    }

    @Test
    void ofOneStreamTheNewestIsToldOnceInAWhileAndInOrder() throws Exception {
        var conflated = named("some: {log: none, conflate: {everyMs: " + EVERY_MS + "}}");
        for (int i = 1; i <= 20; i++) {
            publish(conflated, "price", "{\"n\":" + i + "}");
        }
        publish(conflated, "other", "{\"n\":-1}");
        until("the newest", () -> numbers().contains(20));
        var prices = numbers().stream().map(Integer.class::cast).filter(n -> n > 0).toList();
        assertEquals(prices.stream().sorted().toList(), prices);
        assertTrue(numbers().contains(-1), "types do not replace one another");
        until("nothing flows", () -> meters.get("parley.live.flows").gauge().value() == 0);
        publish(conflated, "price", "{\"n\":21}");
        until("who was quiet goes at once", () -> numbers().contains(21));
    }

    @Test
    void dataWithoutTheKeyIsOneStream() throws Exception {
        var conflated = named("some: {log: none, conflate: {key: who, everyMs: " + EVERY_MS + "}}");
        for (var data : List.of("1", "null", "[]", "{}", "{\"who\":null}", "\"text\"")) {
            publish(conflated, "moved", data);
        }
        until("the last", () -> told.stream().anyMatch(event ->
            "text".equals(event.json().toJsonObject().getValue("data"))));
        assertTrue(told.size() < 6, "of one stream");
    }

    @Test
    void aSampleDropsTheRest() throws Exception {
        var sampled = named("some: {log: none, sample: {perSecond: 1}}");
        for (int i : IntStream.rangeClosed(1, 50).toArray()) {
            publish(sampled, "moved", "{\"n\":" + i + "}");
        }
        assertEquals(1, numbers().getFirst());
        assertTrue(told.size() < 10, "told " + told.size());
        assertEquals(50 - told.size(), meters.counter("parley.live.sampled").count());
    }
}
