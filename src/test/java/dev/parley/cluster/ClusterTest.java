package dev.parley.cluster;

import static dev.parley.cluster.LoopbackNodes.await;
import static dev.parley.cluster.LoopbackNodes.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.cluster.Member.Card;
import dev.parley.config.ClusterSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClusterTest {

    @Test
    void nodesFindOneAnotherAndSeeWhoComesAndGoes() {
        try (var nodes = new LoopbackNodes()) {
            var first = nodes.start(1);
            var seen = new CopyOnWriteArrayList<Change>();
            var contexts = new CopyOnWriteArrayList<Context>();
            var home = first.vertx().getOrCreateContext();
            home.runOnContext(start -> first.onChange(change -> {
                contexts.add(Vertx.currentContext());
                seen.add(change);
            }));
            var second = nodes.start(3);
            until("two members", () -> first.members().size() == 2 && second.members().size() == 2);
            assertEquals(cards(first), cards(second));
            var one = new Card("http://node-0", 0, 1);
            var other = new Card("http://node-1", 1, 3);
            assertEquals(Set.of(one, other), cards(first));
            until("the second was seen joining", () -> !seen.isEmpty());
            assertEquals(new Change.Joined(new Member(second.nodeId(), other)), seen.getFirst());
            nodes.kill(second);
            until("the second was seen leaving", () -> seen.size() == 2);
            assertEquals(new Change.Left(seen.getFirst().member()), seen.get(1));
            assertEquals(Set.of(one), cards(first));
            contexts.forEach(context -> assertSame(home, context));
        }
    }

    @Test
    void aNodeThatIsNotClusteredIsAloneAndOpensNoPort() {
        var settings = new ClusterSettings(false, Path.of("absent.xml"), "x", "127.0.0.1", 1, 1, List.of(),
            Optional.empty());
        var card = new Card("http://alone", 8080, 1);
        var node = await(Cluster.join(settings, card, new VertxOptions(), builder -> builder));
        assertEquals(List.of(new Member(node.nodeId(), card)), node.members());
        assertTrue(!node.vertx().isClustered());
        await(node.leave());
    }

    private static Set<Card> cards(Cluster node) {
        return node.members().stream().map(Member::card).collect(Collectors.toSet());
    }
}
