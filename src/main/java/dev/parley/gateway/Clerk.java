package dev.parley.gateway;

import dev.parley.protocol.Refusal;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in Redis what became of letters: those done with leave the inbox, those that cannot be published are
 * kept among the dead first. What Redis did not take is said once more. Lives on one context.
 */
final class Clerk {

    private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

    private static final int AT_ONCE = 500;
    private static final int PAUSE_MS = 100;
    private static final int FIELD_MAX = 65_536;

    private final Vertx vertx;
    private final Store store;
    private final GatewayParts parts;
    private final String group;
    private final List<String> done = new ArrayList<>();
    private boolean saying;

    Clerk(Vertx vertx, Store store, GatewayParts parts, String group) {
        this.vertx = vertx;
        this.store = store;
        this.parts = parts;
        this.group = group;
    }

    /** It was published, here or before. */
    void done(Letter letter) {
        done.add(letter.id());
        soon(0);
    }

    /** It cannot be published. Whoever dies between the two steps leaves it twice among the dead. */
    Future<Void> bury(Letter letter, Refusal why) {
        var dead = parts.named("dead");
        var request = Request.cmd(Command.XADD).arg(dead).arg("MAXLEN").arg("~")
            .arg(parts.settings().deadMax()).arg("*").arg("entry").arg(letter.id())
            .arg("reason").arg(why.type().word() + ": " + why.message());
        for (var field : letter.fields()) {
            request.arg(field.length() <= FIELD_MAX ? field : field.substring(0, FIELD_MAX));
        }
        return store.send(dead, request).map(kept -> {
            done(letter);
            return null;
        });
    }

    private void soon(long pauseMs) {
        if (!saying && !done.isEmpty()) {
            saying = true;
            if (pauseMs == 0) {
                vertx.runOnContext(turn -> say());
            } else {
                vertx.setTimer(pauseMs, due -> say());
            }
        }
    }

    private void say() {
        var some = List.copyOf(done.subList(0, Math.min(AT_ONCE, done.size())));
        var arguments = new ArrayList<String>(some.size() + 1);
        arguments.add(group);
        arguments.addAll(some);
        store.run(Scripts.DONE, List.of(parts.named("inbox")), arguments).onComplete(said -> {
            saying = false;
            if (said.succeeded()) {
                done.subList(0, some.size()).clear();
                soon(0);
            } else {
                LOG.debug("{} letters are still to be taken out", done.size(), said.cause());
                soon(PAUSE_MS);
            }
        });
    }
}
