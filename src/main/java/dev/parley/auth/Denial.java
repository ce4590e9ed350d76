package dev.parley.auth;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Refusal;

/** Why a token is not believed, as the refusal {@code unauthenticated}. */
final class Denial {

    private Denial() {
    }

    /** The sentence is read by clients' developers and may be logged: it holds no part of a token. */
    static RefusedException because(String sentence) {
        return new Refusal(FailureType.UNAUTHENTICATED, sentence).asException();
    }
}
