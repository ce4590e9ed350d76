package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import org.slf4j.Logger;

/** What clients are told of a failure; what is no refusal is a fault of ours, and logged once. */
final class Faults {

    private Faults() {
    }

    /** @param what of the request, without anything that its maker wrote */
    static Refusal refusal(Logger log, String what, Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        log.error("The request {} failed", what, cause);
        return new Refusal(FailureType.INTERNAL, "The server failed to carry this out.");
    }
}
