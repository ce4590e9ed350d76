package dev.parley.bus;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;

/** The answer to a question on the bus: a value or a refusal. */
sealed interface Outcome {

    record Done(Object value) implements Outcome {
    }

    record Refused(Refusal refusal) implements Outcome {
    }

    default Future<Object> toFuture() {
        return switch (this) {
            case Done done -> Future.succeededFuture(done.value());
            case Refused refused -> Future.failedFuture(refused.refusal().asException());
        };
    }
}
