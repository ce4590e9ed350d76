package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Namespace.Flow;
import dev.parley.config.Namespace.History;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Limits;
import dev.parley.config.Namespace.Rights;
import dev.parley.config.Namespace.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespacesTest {

    private static final List<String> PRODUCTION = List.of("profile=production",
        "auth.secret=a-secret-of-more-than-32-bytes-for-tests");

    @TempDir
    private Path folder;

    private Settings read(String yaml, List<String> sets) throws IOException {
        var file = Files.writeString(folder.resolve("parley.yaml"), yaml);
        return SettingsReader.read(Optional.of(file), Map.of(), sets, folder);
    }

    private Map<String, Namespace> declared(String yaml, List<String> sets) throws IOException {
        return read(yaml, sets).namespaces().stream().collect(Collectors.toMap(Namespace::name, one -> one));
    }

    private List<String> faults(String yaml) {
        return assertThrows(FaultySettingsException.class, () -> read(yaml, PRODUCTION)).faults().stream()
            .map(Fault::toString).toList();
    }

    @Test
    void readsEveryKey() throws IOException {
        var all = declared("""
            namespaces:
              orders:
                log: durable
                history: {length: 1000, age: 7d}
                subscribe: token
                publish: server
                state: true
                presence: true
                wildcards: true
                out: true
                dataBytesMax: 100
                rate: {perSecond: 5, burst: 9}
              cursors:
                log: none
                subscribe: anyone
                publish: authenticated
                conflate: {key: user, everyMs: 50}
                sample: {perSecond: 7}
            """, PRODUCTION);
        assertEquals(Map.of(
            "orders", new Namespace("orders", Kind.DURABLE, new History(1000, 7 * 86_400_000L),
                new Rights(Rule.TOKEN, Rule.SERVER), true, true, true, true, new Limits(100, 5, 9),
                Flow.FREE),
            "cursors", new Namespace("cursors", Kind.NONE, new History(0, 0),
                new Rights(Rule.ANYONE, Rule.AUTHENTICATED), false, false, false, false,
                new Limits(32_768, 0, 1), new Flow(Optional.of("user"), 50, 7))), all);
    }

    @Test
    void whatIsNotSaidIsRefusedOrBounded() throws IOException {
        var all = declared("namespaces: {a: {log: durable}, b: {log: recent}}", PRODUCTION);
        assertEquals(new Rights(Rule.TOKEN, Rule.SERVER), all.get("a").rights());
        assertEquals(new History(0, 0), all.get("a").history());
        assertEquals(new History(1000, 86_400_000), all.get("b").history(), "Redis is memory");
    }

    @Test
    void theDemoHasItsOwnUnlessTheyAreDeclaredAnew() throws IOException {
        assertEquals(List.of(), SettingsReader.read(Optional.empty(), Map.of(), PRODUCTION, folder)
            .namespaces());
        var demo = declared("namespaces: {recent: {log: none}, mine: {log: none}}", List.of("profile=demo"));
        assertEquals(List.of("demo", "ephemeral", "mine", "recent"),
            demo.keySet().stream().sorted().toList());
        assertEquals(Kind.NONE, demo.get("recent").log());
        assertTrue(demo.get("demo").state() && demo.get("demo").presence());
        assertEquals(new Rights(Rule.AUTHENTICATED, Rule.AUTHENTICATED), demo.get("demo").rights());
    }

    @Test
    void theEnvironmentAndTheCommandLineTakeTheSameAsText() {
        var environment = Map.of("PARLEY_NAMESPACES", "{a: {log: none}}");
        assertEquals("a", SettingsReader.read(Optional.empty(), environment, PRODUCTION, folder).namespaces()
            .getFirst().name());
        assertEquals(4, SettingsReader.forTests("namespaces={b: {log: durable}}").namespaces().size());
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlace() {
        assertEquals(List.of(
            "namespaces.a.state: needs log: durable, because a state is kept durably.",
            "namespaces.a.subscribe: must be anyone, authenticated, token or server, not \"all\".",
            "namespaces.b.history.age: must be a time such as 30s, 10m, 12h or 7d, not \"soon\".",
            "namespaces.b.publich: is no key. Did you mean publish?",
            "namespaces.b.sample: is of log: none only.",
            "namespaces.c: must say at least what log it has, such as {log: durable}.",
            "namespaces.d.log: must be given: durable, recent or none.",
            "namespaces.e f: must be named by letters, digits, - and _, 64 at most.",
            "namespaces.g.conflate.everyMs: must be given where events are conflated.",
            "namespaces.h.history.length: must be a whole number from 1 to 1000000000, not \"0\"."),
            faults("""
                namespaces:
                  a: {log: recent, state: true, subscribe: all}
                  b: {log: durable, publich: server, history: {age: soon}, sample: {perSecond: 1}}
                  c: durable
                  d: {subscribe: token}
                  e f: {log: none}
                  g: {log: none, conflate: {key: x}}
                  h: {log: recent, history: {length: 0}}
                """).stream().sorted().toList());
        assertEquals(1, faults("namespaces: {a: {log: none}, a: {log: none}}").size(), "declared twice");
        assertEquals(1, faults("namespaces: [a]").size());
    }

    @Test
    void keysMayBeWrittenWithAPointBetween() throws IOException {
        assertEquals(declared("namespaces: {a: {log: durable, history: {length: 5, age: 1h}}}", PRODUCTION),
            declared("namespaces: {a: {log: durable, history.length: 5, history.age: 1h}}", PRODUCTION));
        assertEquals(List.of("namespaces.a.history.width: is no key."),
            faults("namespaces: {a: {log: durable, history.width: 5}}"));
        assertEquals(1, faults("namespaces: {a: {log: none, history.length: 5}}").size());
    }

    @ParameterizedTest
    @CsvSource({"1500,1500", "250ms,250", "30s,30000", "10m,600000", "12h,43200000", "7d,604800000"})
    void agesHaveUnits(String age, long ms) throws IOException {
        var all = declared("namespaces: {a: {log: durable, history: {age: " + age + "}}}", PRODUCTION);
        assertEquals(ms, all.get("a").history().ageMs());
    }
}
