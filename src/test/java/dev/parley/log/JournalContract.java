package dev.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.Namespace;
import dev.parley.protocol.Event;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every journal promises, whether it keeps anything or not. */
public abstract class JournalContract {

    private static final long LIMIT_SECONDS = 20;
    private static final AtomicInteger CHANNELS = new AtomicInteger();

    protected abstract Journal journal();

    /** All that its bell has told. */
    protected abstract List<? extends Event> told();

    /** One whose log is the journal's, and which leaves nothing out. */
    protected abstract Namespace namespace();

    protected static String channel() {
        return "live.contract.c" + CHANNELS.incrementAndGet() + "x" + System.nanoTime();
    }

    protected static Draft draft(String channel, String id, String by) {
        return new Draft(channel, "noted", "{\"of\":\"" + id + "\"}", id, true, by, "", Optional.empty());
    }

    protected static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    protected static Refusal refusal(Future<?> future) {
        var failed = assertThrows(ExecutionException.class, () -> await(future));
        return ((RefusedException) failed.getCause()).refusal();
    }

    private List<JsonObject> toldOf(String channel) {
        return told().stream().filter(event -> event.channel().equals(channel))
            .map(event -> event.json().toJsonObject()).toList();
    }

    @Test
    void tellsWhatOneContextAppendsInItsOrder() throws Exception {
        var channel = channel();
        var answers = new ArrayList<Future<Posted>>();
        for (int i = 0; i < 100; i++) {
            answers.add(journal().append(namespace(), draft(channel, "m" + i, "ana")));
        }
        await(Future.all(answers));
        assertEquals(answers.stream().map(answer -> answer.result().id()).toList(),
            toldOf(channel).stream().map(event -> event.getString("id")).toList());
    }

    @Test
    void tellsTheEventAsItWasDrafted() throws Exception {
        var channel = channel();
        var data = "{ \"b\": 1.50, \"a\": [null, \"\\u00fc \\\"\"] }";
        await(journal().append(namespace(), new Draft(channel, "order.paid", data, "o1", true, "ana", "s1")));
        await(journal().append(namespace(), new Draft(channel, "order.paid", "null", "o2", false, "", "")));
        var first = toldOf(channel).getFirst();
        assertEquals("order.paid", first.getString("type"));
        assertEquals("o1", first.getString("id"));
        assertEquals("ana", first.getString("by"));
        assertEquals("s1", first.getString("origin"));
        assertEquals(new JsonObject(data), first.getJsonObject("data"));
        var second = toldOf(channel).getLast();
        second.remove("seq");
        assertEquals(Set.of("type", "id", "at", "data"), second.fieldNames(), "nobody is not named");
    }

    @Test
    void refusesWhatIsDeniedAndTellsNothingOfIt() throws Exception {
        var channel = channel();
        var denied = new Draft(channel, "noted", "1", "d1", true, "ana", "",
            Optional.of(Refusal.rateLimited(7)));
        var why = refusal(journal().append(namespace(), denied));
        assertEquals(FailureType.RATE_LIMITED, why.type());
        assertEquals(7, why.details().getInteger("retryAfterMs"));
        await(journal().append(namespace(), draft(channel, "d1", "ben")));
        assertEquals(1, toldOf(channel).size(), "the id was not used up");
    }
}
