package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings are read in layers, checked as a whole, and every fault is told at once. */
class SettingsReaderTest {

    private static final String SECRET = "a-secret-of-more-than-32-bytes-for-this-test";

    @TempDir
    private Path home;

    @Test
    void laterLayersWin() throws IOException {
        var file = file("http:\n  port: 1\n  backlog: 2\n  connectionsMax: 3\nprofile: demo\n");
        var settings = read(Optional.of(file), Map.of("PARLEY_HTTP_BACKLOG", "20",
            "PARLEY_HTTP_CONNECTIONS_MAX", "30"), "http.connectionsMax=300");
        assertEquals(1, settings.http().port());
        assertEquals(20, settings.http().backlog());
        assertEquals(300, settings.http().connectionsMax());
        assertEquals(Profile.DEMO, settings.profile());
    }

    @Test
    void theDemoNeedsNothingElse() {
        var settings = read(Optional.empty(), Map.of(), "profile=demo");
        assertTrue(settings.postgres().embedded());
        assertTrue(settings.redis().embedded());
        assertTrue(settings.auth().guests());
        assertEquals(Optional.of(Keys.DEMO_SECRET), settings.auth().secret());
        assertEquals("http://localhost:8080", settings.http().publicUrl());
        assertEquals(home.resolve("data/postgres"), settings.postgres().dataDirectory());
    }

    @Test
    void theDemoStartsNoServerThatIsGivenElsewhere() {
        var settings = read(Optional.empty(), Map.of(), "profile=demo", "postgres.host=db",
            "redis.url=redis://cache");
        assertFalse(settings.postgres().embedded());
        assertFalse(settings.redis().embedded());
    }

    @Test
    void productionHasNoDoorByDefault() {
        assertEquals(List.of("auth.secret"), keys(faults(Optional.empty(), Map.of())));
        var settings = read(Optional.empty(), Map.of(), "auth.secret=" + SECRET);
        assertFalse(settings.auth().guests());
        assertFalse(settings.postgres().embedded() || settings.redis().embedded());
        assertTrue(settings.cluster().enabled());
    }

    @Test
    void tellsAllFaultsAtOnce() throws IOException {
        var file = file("http:\n  prot: 1\n  port: eighty\nsesion:\n  x: 1\nrooms:\n  nameMax: {a: 1}\n");
        var faults = faults(Optional.of(file), Map.of("PARLEY_HTTP_BACKLOG", "0", "PARLEY_HTPP_PORT", "1"),
            "feed.pageSize", "session.frameBytesMax=20000000", "auth.guests=perhaps", "profile=demmo");
        assertEquals(List.of("--set feed.pageSize", "PARLEY_HTPP_PORT", "auth.guests", "auth.secret",
            "http.backlog", "http.port", "http.prot", "profile", "rooms.nameMax", "sesion",
            "session.frameBytesMax"), keys(faults));
        var told = String.join("\n", faults.stream().map(Fault::toString).toList());
        assertTrue(told.contains("http.prot: is no key. Did you mean http.port?"), told);
        assertTrue(told.contains("sesion: is no key. Did you mean session?"), told);
        assertTrue(told.contains("PARLEY_HTPP_PORT: sets no key. Did you mean PARLEY_HTTP_PORT?"), told);
        assertTrue(told.contains("http.port: must be a whole number from 0 to 65535 (TCP port), not"
            + " \"eighty\" (from parley.yaml)."), told);
        assertTrue(told.contains("(from PARLEY_HTTP_BACKLOG)."), told);
    }

    @Test
    void neverShowsASecret() {
        var settings = read(Optional.empty(), Map.of("PARLEY_POSTGRES_PASSWORD", "pass-unseen"),
            "auth.secret=" + SECRET, "redis.url=redis://:pass-unseen@host");
        assertFalse(settings.toString().contains(SECRET), settings.toString());
        assertFalse(settings.toString().contains("pass-unseen"), settings.toString());
        var faults = faults(Optional.empty(), Map.of("PARLEY_AUTH_SECRET", "secret-unseen"),
            "redis.url=pass-unseen");
        assertFalse(faults.toString().contains("unseen"), faults.toString());
        assertEquals(List.of("auth.secret", "redis.url"), keys(faults));
    }

    @Test
    void readsASecretFromAFile() throws IOException {
        var file = Files.writeString(home.resolve("secret"), SECRET + "\n");
        var settings = read(Optional.empty(), Map.of("PARLEY_AUTH_SECRET_FILE", file.toString()));
        assertEquals(Optional.of(SECRET), settings.auth().secret());
        var faults = faults(Optional.empty(), Map.of("PARLEY_AUTH_SECRET_FILE", home + "/absent"));
        assertTrue(keys(faults).contains("PARLEY_AUTH_SECRET_FILE"), faults.toString());
    }

    @Test
    void overlooksWhatKubernetesTellsOfServicesNamedLikeUs() {
        var settings = read(Optional.empty(), Map.of("PARLEY_SERVICE_HOST", "10.0.0.1", "PARLEY_PORT",
            "tcp://10.0.0.1:80", "PARLEY_PORT_80_TCP_ADDR", "10.0.0.1"), "profile=demo");
        assertEquals(8080, settings.http().port());
    }

    @Test
    void readsListsFromFilesAndVariables() throws IOException {
        var file = file("profile: demo\nhttp:\n  origins: [\"https://a.org\", 'https://b.org']\n");
        assertEquals(List.of("https://a.org", "https://b.org"),
            read(Optional.of(file), Map.of()).http().origins());
        assertEquals(List.of("h1", "h2"),
            read(Optional.of(file), Map.of("PARLEY_CLUSTER_MEMBERS", "h1, h2")).cluster().members());
    }

    @Test
    void saysWhatIsWrongWithTheFileItself() throws IOException {
        assertTrue(faults(Optional.of(home.resolve("absent.yaml")), Map.of()).getFirst().reason()
            .contains("cannot be read"));
        assertTrue(faults(Optional.of(file("a: b: c")), Map.of()).getFirst().reason()
            .contains("is not YAML"));
        assertTrue(faults(Optional.of(file("http: {}\nhttp: {}")), Map.of()).getFirst().reason()
            .contains("duplicate"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(home.resolve("parley.yaml"), content);
    }

    private Settings read(Optional<Path> file, Map<String, String> environment, String... sets) {
        return SettingsReader.read(file, environment, List.of(sets), home);
    }

    private List<Fault> faults(Optional<Path> file, Map<String, String> environment, String... sets) {
        return assertThrows(FaultySettingsException.class, () -> read(file, environment, sets)).faults();
    }

    private static List<String> keys(List<Fault> faults) {
        return faults.stream().map(Fault::key).sorted().toList();
    }
}
