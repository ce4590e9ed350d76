package dev.parley.session;

import dev.parley.auth.Revocation;
import dev.parley.persistence.Ask;
import dev.parley.persistence.Change;
import dev.parley.persistence.Matter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was revoked anywhere, brought to this node: heard from the others, and looked for in the store several
 * times a second, so that nothing depends on what was heard. Lives on one context.
 */
final class RevocationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationWatch.class);

    private static final int PAGE = 1_000;

    private final Vertx vertx;
    private final DirectoryParts parts;
    private final Gauge size;
    private long version;
    private long timer;
    private boolean stopped;

    RevocationWatch(Vertx vertx, DirectoryParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.size = Gauge.builder("parley.revocations", parts.revocations(), known -> known.size())
            .description("revocations of tokens that count now").register(parts.meters());
    }

    /** Ends when all is known, or the store does not answer; then it is tried again. Never fails. */
    Future<Void> start() {
        return look();
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        parts.meters().remove(size);
    }

    /** Revokes, and tells all nodes once it is committed: the store's answer. */
    Future<JsonObject> revoke(Revocation.Kind kind, String subject) {
        return parts.persistence().append(Change.revoking(kind.name().toLowerCase(Locale.ROOT), subject,
            parts.settings().revocationKeepDays())).map(reply -> {
            var revoked = new JsonObject(reply);
            var word = new Word.Revoked(Word.revocation(revoked));
            take(word.revocation());
            parts.bell().ring(List.of(word.signal()));
            return revoked;
        });
    }

    /** Counts from now on, also for those who are here. */
    void take(Revocation revocation) {
        if (parts.revocations().add(revocation)) {
            for (int loop = 0; loop < parts.loops().getAsInt(); loop++) {
                parts.bus().<Integer>ask(Sessions.address(loop), new LoopQuestion.Purge(revocation),
                    DirectoryVerticle.LOOP_MS).onFailure(absent -> LOG.debug("A loop is not there", absent));
            }
        }
    }

    private Future<Void> look() {
        return page().onSuccess(known -> parts.revocations().complete())
            .onFailure(fault -> LOG.debug("What was revoked could not be looked for", fault))
            .otherwiseEmpty().onComplete(done -> again());
    }

    private void again() {
        if (!stopped) {
            timer = vertx.setTimer(parts.settings().revocationPollMs(), due -> {
                parts.revocations().forgetExpired();
                look();
            });
        }
    }

    private Future<Void> page() {
        var args = new JsonObject().put("after", version).put("limit", PAGE);
        var newer = new Ask(Change.REVOCATIONS, Matter.REVOCATIONS, args);
        return parts.persistence().query(newer).compose(reply -> {
            var answer = new JsonObject(reply);
            var newest = answer.getLong("version");
            if (newest < version) {
                version = 0;
                return page();
            }
            version = newest;
            answer.getJsonArray("revocations")
                .forEach(entry -> take(Word.revocation((JsonObject) entry)));
            return answer.getBoolean("more") ? page() : Future.<Void>succeededFuture();
        });
    }
}
