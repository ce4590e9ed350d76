package dev.parley.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.SettingsReader;
import dev.parley.testing.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** The chat application in Chromium, on a cluster of its own; at the end one of the nodes dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AppTest {

    private static final Path FOLDER = Path.of("src", "test", "js");
    private static final String LAST = "app/node-killed.test.js";
    private static final String OF_A_BUSY_MACHINE = "kedThreadChecker";
    private static TestNodes nodes;

    @BeforeAll
    static void start() {
        NodeScript.checkInstalled();
        nodes = TestNodes.start(2);
    }

    @AfterAll
    static void end() {
        nodes.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> peopleCanUseIt() throws IOException {
        return files().stream().filter(file -> !LAST.equals(file))
            .map(file -> DynamicTest.dynamicTest(file, () -> run(file)));
    }

    @Test
    @Order(2)
    void whateverPeopleDoNothingAboveInfoIsLogged() {
        var loud = nodes.logs().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")
            || line.contains("Exception")).filter(line -> !line.contains(OF_A_BUSY_MACHINE)).toList();
        assertEquals(List.of(), loud);
    }

    @Test
    @Order(3)
    void aNodeThatDiesCostsNoMessage() {
        run(LAST);
    }

    private static void run(String file) {
        NodeScript.run(file, Map.of("PARLEY_NODES", String.join(",", nodes.urls()),
            "PARLEY_PIDS", nodes.pids().stream().map(String::valueOf).collect(Collectors.joining(",")),
            "PARLEY_SECRET", SettingsReader.forTests().auth().secret().orElseThrow()));
    }

    private static List<String> files() throws IOException {
        try (var found = Files.list(FOLDER.resolve("app"))) {
            return found.map(FOLDER::relativize).map(Path::toString)
                .filter(file -> file.endsWith(".test.js")).sorted().toList();
        }
    }
}
