package dev.parley.outbox;

import dev.parley.config.Namespace;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.Drainer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The steps in which the outbox is emptied. What PostgreSQL keeps moves into its log within the step; what
 * Redis keeps is appended there and leaves the outbox with a later step; what nobody keeps leaves it with
 * the step and is told. Lives on one context.
 */
final class Emptying implements Drainer.Duty {

    private static final int STEP_BYTES = 2 << 20;

    private final OutboxParts parts;
    private final OutboxMeters meters;
    private final Handing handing;
    private final Crowded crowded = new Crowded();
    private JsonObject memory = new JsonObject();
    private Handing.Outcome telling = Handing.Outcome.NONE;
    private int turn;

    /** {@code wake} asks for a step soon. */
    Emptying(OutboxParts parts, Runnable wake) {
        this.parts = parts;
        this.meters = new OutboxMeters(parts.meters());
        this.handing = new Handing(parts.journal(), this::declared, wake);
    }

    @Override
    public Change step(JsonObject lease) {
        telling = telling.and(handing.outcome());
        var settings = parts.settings();
        var args = lease.put("spaces", spaces()).put("rows", settings.batchMax()).put("bytes", STEP_BYTES)
            .put("recent", handing.ready()).put("busy", crowded.passedOver())
            .put("pressing", crowded.pressing()).put("wait_ms", settings.undeclaredWaitMs())
            .put("keep_ms", TimeUnit.DAYS.toMillis(settings.deadKeepDays())).put("memory", memory);
        if (!telling.isEmpty()) {
            args.put("done", telling.done()).put("dead", telling.dead());
        }
        return new Change(OutboxVerticle.CHANNEL, Deed.OUTBOX_STEP, args);
    }

    @Override
    public boolean took(JsonObject answer) {
        telling = Handing.Outcome.NONE;
        if (answer.containsKey("left_ms")) {
            return false;
        }
        memory = answer.getJsonObject("memory");
        crowded.found(answer.getJsonArray("busy"));
        meters.took(answer);
        handing.tell(answer.getJsonArray("passing"));
        handing.append(answer.getJsonArray("recent"));
        return answer.getBoolean("more");
    }

    /** Another node does it now; what became of ours it finds out itself. */
    @Override
    public void lost() {
        telling = Handing.Outcome.NONE;
        meters.lost();
    }

    /** Saying it twice does no harm. */
    @Override
    public void unknown() {
        crowded.found(new JsonArray());
    }

    /** Each is the first in its turn, so that none keeps the others waiting. */
    private JsonArray spaces() {
        var spaces = new ArrayList<>(parts.namespaces().get());
        if (!spaces.isEmpty()) {
            Collections.rotate(spaces, turn++ % spaces.size());
        }
        return new JsonArray(spaces.stream().map(Emptying::shown).toList());
    }

    private static JsonObject shown(Namespace namespace) {
        return new JsonObject().put("name", namespace.name()).put("log", namespace.log().name())
            .put("bytes", namespace.limits().dataBytesMax()).put("keep", namespace.history().length());
    }

    private List<Namespace> declared() {
        return parts.namespaces().get();
    }
}
