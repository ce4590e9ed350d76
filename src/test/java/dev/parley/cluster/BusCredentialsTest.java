package dev.parley.cluster;

import static dev.parley.cluster.LoopbackNodes.await;
import static dev.parley.cluster.LoopbackNodes.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.testing.TestAuthority;
import dev.parley.tls.BusCredentials;
import dev.parley.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that show one another certificates, and members that know a secret. */
class BusCredentialsTest {

    @TempDir
    private Path folder;

    private TestAuthority authority(String name) {
        try {
            return new TestAuthority(Files.createDirectory(folder.resolve(name)));
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private static Optional<Credentials> node(TestAuthority authority, String name) {
        return Optional.of(Credentials.read(authority.ofNode(name)));
    }

    private static void hear(Cluster node, String address) {
        await(node.vertx().eventBus().<Buffer>consumer(address,
            message -> message.reply(message.body())).completion());
    }

    private static String ask(Cluster node, String address) {
        var limit = new DeliveryOptions().setSendTimeout(1_000);
        return await(node.vertx().eventBus().<Buffer>request(address, Buffer.buffer("hello"), limit)
            .map(answer -> answer.body().toString()).recover(fault -> Future
                .succeededFuture("nothing")));
    }

    @Test
    void nodesOfOneAuthoritySpeakAndAStrangerNeitherHearsNorIsHeard() {
        var ours = authority("ours");
        try (var nodes = new LoopbackNodes()) {
            var first = nodes.start(1, node(ours, "first"));
            var second = nodes.start(1, node(ours, "second"));
            var stranger = nodes.start(1, node(authority("theirs"), "stranger"));
            until("three members", () -> first.members().size() == 3);
            hear(second, "of-second");
            hear(stranger, "of-stranger");
            until("it is heard", () -> ask(first, "of-second").equals("hello"));
            assertEquals("nothing", ask(stranger, "of-second"));
            assertEquals("nothing", ask(first, "of-stranger"));
        }
    }

    @Test
    void newConnectionsUseRenewedCredentialsBothWays() {
        var former = authority("former");
        var later = authority("later");
        try (var nodes = new LoopbackNodes()) {
            var first = nodes.start(1, node(former, "first"));
            hear(first, "of-first");
            await(BusCredentials.renew(first.vertx(), node(later, "first").orElseThrow()));
            var second = nodes.start(1, node(later, "second"));
            hear(second, "of-second");
            until("it hears the renewed one", () -> ask(second, "of-first").equals("hello"));
            until("the renewed one hears it", () -> ask(first, "of-second").equals("hello"));
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsNoMember() {
        try (var nodes = new LoopbackNodes()) {
            nodes.secret("a secret of the cluster, long enough for all");
            var first = nodes.start(1);
            var second = nodes.start(1);
            until("two members", () -> first.members().size() == 2 && second.members().size() == 2);
            nodes.secret("another secret, just as long as the first one");
            assertFalse(nodes.settings(Path.of("cluster.xml")).toString().contains("another secret"));
            var stranger = nodes.start(1);
            assertEquals(1, stranger.members().size());
            assertEquals(2, first.members().size());
        }
    }

    @Test
    void noObjectsOfOtherClassesTravel() {
        try (var nodes = new LoopbackNodes()) {
            var node = nodes.start(1);
            record Harmful(String text) implements Serializable {
            }
            assertThrows(IllegalArgumentException.class,
                () -> node.vertx().eventBus().send("anywhere", new Harmful("x")));
        }
    }
}
