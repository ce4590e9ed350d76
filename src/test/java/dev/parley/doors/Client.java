package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client of one door: it keeps its position in each channel as the protocol says, and what it is told until
 * somebody asks. Its calls block, within limits.
 */
abstract class Client implements AutoCloseable {

    /** The end of a connection that ended without a word. */
    static final int BROKEN = 1006;
    static final long PATIENCE_SECONDS = 20;
    private static final long MOMENT_MS = 50;

    private final LinkedBlockingQueue<Told> inbox = new LinkedBlockingQueue<>();
    private final Map<String, JsonObject> positions = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    /** Asks for channels, each with {@code since} and {@code epoch}, with {@code last}, or with nothing. */
    abstract void subscribe(Map<String, JsonObject> starts);

    /** The reply to a command; fails with {@link Refused}. */
    abstract JsonObject ask(String address, String action, JsonObject body);

    /** Stops or goes on reading what comes. */
    abstract void pause(boolean paused);

    /** Breaks the connection off without a word. */
    abstract void cut();

    @Override
    public void close() {
        cut();
    }

    final void subscribe(String channel) {
        subscribe(Map.of(channel, new JsonObject()));
    }

    /** Where the client is, as it would ask to go on from there. */
    final Map<String, JsonObject> positions() {
        return Map.copyOf(positions);
    }

    /** The next thing told; notices of the session too. */
    final Told next() {
        try {
            var told = inbox.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (told == null) {
                throw new AssertionError("told nothing" + (ended.isDone() ? ", ended " + ended.join() : ""));
            }
            return told;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The next thing told if it comes within a moment. */
    final Optional<Told> soon() {
        try {
            return Optional.ofNullable(inbox.poll(MOMENT_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    final boolean isOver() {
        return ended.isDone();
    }

    /** The answer to something asked; fails with {@link Broken} when the connection ends before. */
    final JsonObject answer(CompletableFuture<JsonObject> asked, String what) {
        try {
            CompletableFuture.anyOf(asked, ended).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!asked.isDone()) {
                throw new Broken();
            }
            return asked.join();
        } catch (ExecutionException refused) {
            throw new Refused(refused.getCause().getMessage());
        } catch (InterruptedException | TimeoutException fault) {
            throw new AssertionError(what, fault);
        }
    }

    /** The next thing told, passing over all of other types. */
    final Told next(String type) {
        var told = next();
        while (!told.type().equals(type)) {
            told = next();
        }
        return told;
    }

    /** The code with which the server ended the connection; {@link #BROKEN} when it gave none. */
    final int ended() {
        try {
            return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    /** What the implementation has read. A position moves when it comes, as an application would do. */
    final void told(Told told) {
        if (told.type().equals("subscribed") && told.body().containsKey("seq")) {
            if (!told.body().getBoolean("recovered", false)) {
                move(told.channel(), told.body().getLong("seq"), told.body().getString("epoch"));
            }
        } else if (told.numbered()) {
            positions.computeIfPresent(told.channel(),
                (channel, at) -> at.copy().put("since", told.body().getLong("seq")));
        }
        inbox.add(told);
    }

    final void move(String channel, long seq, String epoch) {
        positions.put(channel, new JsonObject().put("since", seq).put("epoch", epoch));
    }

    /** The connection is over. */
    final void over(int code) {
        ended.complete(code);
    }
}
