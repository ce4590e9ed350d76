package dev.parley;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waiting for futures on the thread that boots or ends a node, where nobody else is kept waiting. */
final class Waiting {

    private Waiting() {
    }

    /** The future's value; what fails, or takes longer than {@code seconds}, becomes a sentence. */
    static <T> T await(Future<T> future, long seconds, Function<Throwable, String> sentence) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException fault) {
            throw new BootException(sentence.apply(fault.getCause()), fault.getCause());
        } catch (TimeoutException late) {
            var told = new TimeoutException("no answer in " + seconds + " s");
            throw new BootException(sentence.apply(told), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BootException("Parley was interrupted while it started.", interrupted);
        }
    }

    /** As above, at the end, where what fails is only told. */
    static void await(Future<?> future, long seconds) {
        await(future, seconds, Sentences::deepest);
    }
}
