package dev.parley.cluster;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.parley.cluster.Member.Card;
import dev.parley.config.ClusterSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.transport.Transport;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's place among the others: its Vert.x, who else is there, and who comes and goes. */
public final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** How long a bus connection may be silent, and then how long its ping may go unanswered. */
    private static final int BUS_PING_MS = 3000;

    private final Vertx vertx;
    private final Card card;
    private final String nodeId;
    private final HazelcastInstance hazelcast;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private Cluster(Vertx vertx, Card card, String nodeId, HazelcastInstance hazelcast) {
        this.vertx = vertx;
        this.card = card;
        this.nodeId = nodeId;
        this.hazelcast = hazelcast;
    }

    /**
     * Builds Vert.x and joins the cluster; alone, without opening any port, when {@code enabled} is false.
     * Reads files: call it from the main thread. Fails with {@link IllegalArgumentException} and a sentence
     * for the operator when the cluster file is absent or wrong.
     *
     * @param card    what the others are told of this node
     * @param options of Vert.x; those of its event bus are set here
     * @param finish  adds what the caller wants to the builder, such as metrics
     */
    public static Future<Cluster> join(ClusterSettings settings, Card card, VertxOptions options,
                                       UnaryOperator<VertxBuilder> finish) {
        var builder = finish.apply(Vertx.builder().withTransport(transport()));
        if (!settings.enabled()) {
            var alone = new Cluster(builder.with(options).build(), card, UUID.randomUUID().toString(), null);
            return Future.succeededFuture(alone);
        }
        HazelcastClusterManager membership;
        try {
            var config = ClusterFile.load(settings);
            Attributes.write(card, config.getMemberAttributeConfig());
            membership = new HazelcastClusterManager(config);
        } catch (IllegalArgumentException fault) {
            return Future.failedFuture(fault);
        }
        var bus = new EventBusOptions(options.getEventBusOptions()).setHost(settings.host())
            .setPort(settings.busPort())
            .setClusterPingInterval(BUS_PING_MS).setClusterPingReplyInterval(BUS_PING_MS);
        return builder.with(new VertxOptions(options).setEventBusOptions(bus))
            .withClusterManager(membership).buildClustered().onSuccess(Cluster::takeNoObjects)
            .map(vertx -> new Cluster(vertx, card, membership.getNodeId(), membership.getHazelcastInstance())
                .watch());
    }

    public Vertx vertx() {
        return vertx;
    }

    public String nodeId() {
        return nodeId;
    }

    /** This node and all others that are there now. */
    public List<Member> members() {
        return hazelcast == null || !hazelcast.getLifecycleService().isRunning()
            ? List.of(new Member(nodeId, card))
            : hazelcast.getCluster().getMembers().stream()
                .filter(Attributes::isNode).map(Attributes::read).toList();
    }

    /** Tells of every change from now on, on the context of this call. */
    public void onChange(Consumer<Change> handler) {
        listeners.add(new Listener(vertx.getOrCreateContext(), handler));
    }

    /** Leaves the cluster and ends Vert.x with all that is deployed on it. */
    public Future<Void> leave() {
        listeners.clear();
        return vertx.close();
    }

    /** Vanishes as a crash would, without a word to the others. For tests. */
    void terminate() {
        hazelcast.getLifecycleService().terminate();
    }

    /** Loses where an address of this node is heard, as a merge of a split cluster may. For tests. */
    void forget(String address) {
        hazelcast.getMultiMap("__vertx.subs").remove(address);
    }

    /** Between nodes travel bytes: nobody shall have this one build objects of classes that he names. */
    private static void takeNoObjects(Vertx vertx) {
        vertx.eventBus().clusterSerializableChecker(name -> false).serializableChecker(name -> false);
    }

    private Cluster watch() {
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                if (Attributes.isNode(event.getMember())) {
                    tell(new Change.Joined(Attributes.read(event.getMember())));
                }
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                if (Attributes.isNode(event.getMember())) {
                    tell(new Change.Left(Attributes.read(event.getMember())));
                }
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                members().forEach(member -> tell(new Change.Joined(member)));
            }
        });
        return this;
    }

    private void tell(Change change) {
        if (!change.member().nodeId().equals(nodeId)) {
            LOG.info("Node {} ({}) {}", change.member().nodeId(), change.member().card().publicUrl(),
                change instanceof Change.Joined ? "joined" : "left");
            listeners.forEach(listener -> listener.context.runOnContext(
                ignored -> listener.handler.accept(change)));
        }
    }

    private static Transport transport() {
        var epoll = Transport.EPOLL;
        return epoll != null && epoll.available() ? epoll : Transport.NIO;
    }

    private record Listener(Context context, Consumer<Change> handler) {
    }
}
