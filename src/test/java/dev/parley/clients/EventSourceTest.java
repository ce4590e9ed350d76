package dev.parley.clients;

import dev.parley.config.SettingsReader;
import dev.parley.testing.TestNodes;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What browsers and the npm package make of server-sent events when a node dies, or turns them away. */
class EventSourceTest {

    @Test
    void survivesTheDeathOfItsNode() {
        NodeScript.checkInstalled();
        try (var nodes = TestNodes.start(2)) {
            NodeScript.run("event-source.test.js", Map.of("PARLEY_NODES", String.join(",", nodes.urls()),
                "PARLEY_PIDS", nodes.pids().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "PARLEY_SECRET", SettingsReader.forTests().auth().secret().orElseThrow()));
        }
    }

    @Test
    void comesBackByItselfWhenItIsTurnedAway() {
        NodeScript.checkInstalled();
        try (var nodes = TestNodes.start(1, "address.commandsPerSecond=2", "address.commandsBurst=20",
            "events.retryMs=100")) {
            NodeScript.run("turned-away.test.js", Map.of("PARLEY_NODES", nodes.urls().getFirst()));
        }
    }
}
