package dev.parley.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.SettingsReader;
import dev.parley.testing.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients see of a cluster of three: the protocol word by word over a plain WebSocket, the unmodified
 * stock clients over each of their transports, the page in Chromium, the README's example.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientsTest {

    private static final List<String> LAST = List.of("node-killed.test.js", "node-stopped.test.js");

    /** They have nodes of their own: one is killed, one lets few in. */
    private static final Set<String> ELSEWHERE = Set.of("event-source.test.js", "turned-away.test.js");

    /** Vert.x's word that a loop stood still for seconds: where many share two cores, nobody's fault. */
    private static final String OF_A_BUSY_MACHINE = "kedThreadChecker";
    /** A server key, and what the settings hold of it. */
    private static final String KEY = "backend~only-for-tests";
    private static final String KEY_ENTRY =
        "backend:sha256:f03a84a7530c9955c26f1444a39b7af8609045fdb2e23a5e8f6d4a2837192cd6";
    private static TestNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        NodeScript.checkInstalled();
        nodes = TestNodes.start(3, "api.keys=" + KEY_ENTRY, "namespaces=" + namespaces(),
            "http.drainMs=4000");
    }

    private static String namespaces() throws IOException {
        return Files.readString(Path.of("src/test/resources/namespaces.yaml"));
    }

    @AfterAll
    static void end() {
        nodes.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> clientsAreServedAsPromised() throws IOException {
        return files().stream().filter(file -> !LAST.contains(file) && !ELSEWHERE.contains(file))
            .map(file -> DynamicTest.dynamicTest(file, () -> run(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    @Order(1)
    void theJavaClientOfSocketIoGoesOnElsewhere(String transports) {
        new JavaIoStory(nodes.urls()).tell(transports.split(","));
    }

    @Test
    @Order(1)
    void theJavaClientOfSocketIoHearsOfABadToken() {
        new JavaIoStory(nodes.urls()).isRefused();
    }

    @Test
    @Order(2)
    void whateverClientsDoNothingAboveInfoIsLogged() {
        var loud = nodes.logs().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")
            || line.contains("Exception")).filter(line -> !line.contains(OF_A_BUSY_MACHINE)).toList();
        assertEquals(List.of(), loud);
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> aNodeThatGoesCostsNothing() {
        return LAST.stream().map(file -> DynamicTest.dynamicTest(file, () -> run(file)));
    }

    private static void run(String file) {
        NodeScript.run(file, Map.of("PARLEY_NODES", String.join(",", nodes.urls()),
            "PARLEY_PIDS", nodes.pids().stream().map(String::valueOf).collect(Collectors.joining(",")),
            "PARLEY_SECRET", SettingsReader.forTests().auth().secret().orElseThrow(), "PARLEY_KEY", KEY));
    }

    private static List<String> files() throws IOException {
        var folder = Path.of("src", "test", "js");
        try (var found = Files.walk(folder, 2)) {
            return found.map(folder::relativize).map(Path::toString)
                .filter(file -> file.endsWith(".test.js"))
                .filter(file -> !file.startsWith("node_modules") && !file.startsWith("app/"))
                .sorted().toList();
        }
    }
}
