package dev.parley.operations;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One thing that a node needs before it may serve, such as its cluster or its database.
 *
 * @param name what it is called in the answer, such as {@code schema}
 * @param ask  how it stands now: a sentence when it is there, a failure whose message says what is missing.
 *             Called on the context of the request, each time anew
 */
public record Check(String name, Supplier<Future<String>> ask) {

    public Check {
        Objects.requireNonNull(name);
        Objects.requireNonNull(ask);
    }

    /** A check that knows its answer at once: ready or not, and a sentence for both. */
    public static Check now(String name, Supplier<Boolean> ready, Supplier<String> sentence) {
        return new Check(name, () -> ready.get()
            ? Future.succeededFuture(sentence.get()) : Future.failedFuture(sentence.get()));
    }
}
