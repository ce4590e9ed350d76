package dev.parley.clients;

import dev.parley.config.SettingsReader;
import dev.parley.testing.TestNodes;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void run() {
        NodeScript.checkInstalled();
        try (var nodes = TestNodes.start(Integer.getInteger("n", 2))) {
            try {
                for (var file : System.getProperty("files").split(",")) {
                    NodeScript.run(file, Map.of("PARLEY_NODES", String.join(",", nodes.urls()),
                        "PARLEY_PIDS", nodes.pids().stream().map(String::valueOf).collect(Collectors.joining(",")),
                        "PARLEY_SECRET", SettingsReader.forTests().auth().secret().orElseThrow()));
                }
            } finally {
                nodes.logs().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")
                    || line.contains("Exception")).limit(30).forEach(System.out::println);
            }
        }
    }
}
