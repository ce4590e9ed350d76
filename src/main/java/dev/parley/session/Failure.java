package dev.parley.session;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when a request of his was not carried out. */
final class Failure {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private Failure() {
    }

    /** The refusal, where it is one; else a fault of ours, which is logged. */
    static Refusal told(String request, String session, Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        LOG.error("{} of session {} failed", request, session, cause);
        return new Refusal(FailureType.INTERNAL, "The server failed to carry this out.");
    }
}
