package dev.parley.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.Namespace;
import dev.parley.config.SettingsReader;
import dev.parley.log.Door;
import dev.parley.protocol.Caller;
import dev.parley.protocol.RefusedException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, as a table: + may, f forbidden, n does not exist for him. */
class LiveRightsTest {

    private static final List<Namespace> DECLARED = SettingsReader.forTests("""
        namespaces=
          anyone: {log: none, subscribe: anyone, publish: anyone, wildcards: true}
          signed: {log: durable, subscribe: authenticated, publish: authenticated, presence: true}
          token: {log: recent, subscribe: token, publish: token, wildcards: true, presence: true}
          server: {log: durable, subscribe: server, publish: server, wildcards: true}
        """).namespaces();

    private final LiveRights rights = new LiveRights(new Namespaces(DECLARED));

    private static Caller caller(String who) {
        return switch (who) {
            case "plain" -> new Caller("ana", "Ana", Set.of(), "s1");
            case "admin" -> new Caller("ana", "Ana", Set.of(Caller.ADMIN), "s1");
            case "granted" -> new Caller("ana", "Ana", Set.of(), "s1", List.of("live.token.x"), false);
            case "key" -> new Caller("key:backend", "backend", Set.of(Caller.ADMIN), "a1", List.of(), true);
            default -> Caller.SERVER;
        };
    }

    private static String word(Runnable deed) {
        try {
            deed.run();
            return "+";
        } catch (RefusedException refused) {
            return refused.refusal().type().word().substring(0, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # channel          plain  admin  granted  key  server
        live.anyone.x,     ++,    ++,    ++,      ++,  ++
        live.signed.x,     ++,    ++,    ++,      ++,  ++
        live.token.x,      ff,    ff,    ++,      ++,  ++
        live.token.y,      ff,    ff,    ff,      ++,  ++
        live.server.x,     ff,    ff,    ff,      ++,  ++
        live.unknown.x,    nn,    nn,    nn,      nn,  nn
        live.token,        nn,    nn,    nn,      nn,  nn
        live.token.*,      nn,    nn,    nn,      nn,  nn
        room.x,            nn,    nn,    nn,      nn,  nn
        """)
    void readingAndWriting(String channel, String plain, String admin, String granted, String key,
                           String server) {
        var expected = List.of(plain, admin, granted, key, server);
        var people = List.of("plain", "admin", "granted", "key", "server");
        assertEquals(expected, people.stream().map(who -> word(() ->
            rights.reads(Door.of(channel, caller(who)))) + word(() -> rights.writes(channel, caller(who))))
            .toList(), channel);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # pattern          plain  granted  key
        live.anyone.*,     +,     +,       +
        live.signed.*,     n,     n,       n
        live.token.*,      f,     +,       +
        live.token.x.*,    f,     f,       +
        live.server.*,     f,     f,       +
        live.unknown.*,    n,     n,       n
        """)
    void listeningToAPattern(String pattern, String plain, String granted, String key) {
        var expected = List.of(plain, granted, key);
        assertEquals(expected, List.of("plain", "granted", "key").stream().map(who -> word(() ->
            rights.listens(Door.of(pattern, caller(who))))).toList(), pattern);
    }

    @ParameterizedTest
    @CsvSource({"live.signed.x,+", "live.token.x,f", "live.anyone.x,f"})
    void whoIsThereIsToldWhereTheNamespaceSaysSoAndToThoseWhoMayRead(String channel, String answer) {
        assertEquals(answer, word(() -> rights.reads(Door.of(channel, caller("plain")).toPeople())));
    }

    @ParameterizedTest
    @CsvSource({"live.token.x", "live.unknown.x"})
    void aDenialSaysWhy(String channel) {
        assertThrows(RefusedException.class, () -> rights.writes(channel, caller("plain")));
        assertEquals(1, rights.denial(channel, caller("plain")).stream().count());
        assertEquals(0, rights.denial("live.token.x", caller("granted")).stream().count());
    }
}
