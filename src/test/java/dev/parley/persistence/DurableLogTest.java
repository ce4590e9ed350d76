package dev.parley.persistence;

import dev.parley.config.Namespace;
import dev.parley.config.Namespace.Flow;
import dev.parley.config.Namespace.History;
import dev.parley.config.Namespace.Kind;
import dev.parley.config.Namespace.Limits;
import dev.parley.config.Namespace.Rights;
import dev.parley.config.Namespace.Rule;
import dev.parley.log.LogContract;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The durable log keeps the contract for live channels. */
class DurableLogTest extends LogContract {

    @RegisterExtension
    final Stage stage = new Stage();
    private List<Node> nodes;

    @BeforeEach
    void open() throws Exception {
        nodes = List.of(shown(stage.node()), shown(stage.node()));
    }

    private static Node shown(TestNode node) {
        return new Node(node.log, new DurableJournal(node.persistence), node.told);
    }

    @Override
    protected List<Node> nodes() {
        return nodes;
    }

    @Override
    protected Namespace keeping(int length) {
        return new Namespace("contract", Kind.DURABLE, new History(length, 0),
            new Rights(Rule.AUTHENTICATED, Rule.AUTHENTICATED), false, false, false, false,
            new Limits(65_536, 0, 0), Flow.FREE);
    }
}
