package dev.parley.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A store that is a Cluster: each command goes to the master of its key's slot, and follows where Redis
 * points to while slots move. When a master is gone the map is drawn anew until its successor is on it. Lives
 * on one context.
 */
final class ManyMasters implements Store, Link.Watcher {

    private static final int HOPS_MAX = 5;
    private static final int REDRAW_MS = 250;

    private final Vertx vertx;
    private final StoreParts parts;
    private final Errand errand;
    private final Atlas atlas;
    private final Map<String, Link> links = new HashMap<>();
    private Slots slots = Slots.NONE;
    private boolean drawing;
    private boolean closed;

    ManyMasters(Vertx vertx, StoreParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.errand = new Errand(parts);
        this.atlas = new Atlas(vertx, parts);
    }

    @Override
    public Future<Void> open() {
        drawing = true;
        return draw();
    }

    @Override
    public Future<Void> close() {
        closed = true;
        parts.standing().closed(this);
        return Future.join(links.values().stream().map(Link::close).toList()).mapEmpty();
    }

    @Override
    public boolean up() {
        return slots.whole() && slots.masters().stream().allMatch(url -> links.get(url).up());
    }

    @Override
    public Future<Reply> run(Script script, List<String> keys, List<String> arguments) {
        return follow(new Step(Slots.of(keys.getFirst()), script.name(),
            link -> errand.run(link, script, keys, arguments)), HOPS_MAX);
    }

    @Override
    public Future<Reply> send(String key, Request request) {
        var name = Errand.nameOf(request);
        return follow(new Step(Slots.of(key), name, link -> errand.send(link, name, request)), HOPS_MAX);
    }

    /** A command on its way. */
    private record Step(int slot, String name, Function<Link, Future<Reply>> at) {
    }

    private Future<Reply> follow(Step step, int hops) {
        var link = slots.master(step.slot()).map(links::get);
        if (link.isEmpty() || !link.get().up()) {
            redraw();
            return errand.away();
        }
        return step.at().apply(link.get()).recover(fault -> switch (Trouble.of(fault)) {
            case MOVED -> {
                redraw();
                yield elsewhere(step, fault, link.get(), hops, false);
            }
            case ASK -> elsewhere(step, fault, link.get(), hops, true);
            case NO_MASTER, AWAY -> {
                redraw();
                yield errand.refuse(step.name(), fault);
            }
            case FULL, NO_SCRIPT, DEFECT -> errand.refuse(step.name(), fault);
        });
    }

    /** Goes on where Redis has pointed to, such as {@code MOVED 3999 10.0.0.7:6381}. */
    private Future<Reply> elsewhere(Step step, Throwable fault, Link from, int hops, boolean once) {
        var words = fault.getMessage().split(" ");
        int colon = words[2].lastIndexOf(':');
        var host = words[2].substring(0, colon);
        var url = Connecting.url(parts.settings().urls().getFirst(), host.isEmpty() ? from.host() : host,
            Integer.parseInt(words[2].substring(colon + 1)));
        if (hops == 0) {
            return errand.refuse(step.name(), fault);
        }
        return link(url).open().compose(tried -> {
            var target = links.get(url);
            if (target == null || !target.up()) {
                return errand.away();
            }
            if (once) {
                errand.send(target, "asking", Request.cmd(Command.ASKING));
                return step.at().apply(target).recover(again -> errand.refuse(step.name(), again));
            }
            slots = slots.with(step.slot(), url);
            return follow(step, hops - 1);
        });
    }

    private Link link(String url) {
        return links.computeIfAbsent(url, where ->
            new Link(vertx, parts, () -> Future.succeededFuture(where), this));
    }

    @Override
    public void down(Link link) {
        redraw();
    }

    /** Draws the map anew, soon; again and again while a master is away. */
    private void redraw() {
        if (!drawing && !closed) {
            drawing = true;
            vertx.setTimer(REDRAW_MS, due -> draw());
        }
    }

    private Future<Void> draw() {
        return atlas.draw(slots.masters()).compose(drawn -> {
            slots = drawn;
            parts.standing().up(this);
            var masters = drawn.masters();
            List.copyOf(links.keySet()).stream().filter(url -> !masters.contains(url))
                .forEach(gone -> links.remove(gone).close());
            return Future.join(masters.stream().map(url -> link(url).open()).toList()).<Void>mapEmpty();
        }).onFailure(fault -> parts.standing().down(this, String.valueOf(fault.getMessage())))
            .transform(drawn -> {
                drawing = false;
                if (!up()) {
                    redraw();
                }
                return Future.succeededFuture();
            });
    }
}
