package dev.parley.operations;

import dev.parley.cluster.Cluster;
import dev.parley.cluster.Member;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * Whom a node sees: {@code {"node":id,"url":…,"members":[{"node":id,"url":…}]}}, itself included, ordered
 * by URL.
 */
public final class ClusterView implements Supplier<JsonObject> {

    private final Cluster cluster;

    public ClusterView(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public JsonObject get() {
        var members = cluster.members().stream()
            .sorted(Comparator.comparing(member -> member.card().publicUrl())).toList();
        var view = new JsonObject().put("node", cluster.nodeId());
        members.stream().filter(member -> member.nodeId().equals(cluster.nodeId()))
            .forEach(self -> view.put("url", self.card().publicUrl()));
        return view.put("members", new JsonArray(members.stream().map(ClusterView::json).toList()));
    }

    private static JsonObject json(Member member) {
        return new JsonObject().put("node", member.nodeId()).put("url", member.card().publicUrl());
    }
}
