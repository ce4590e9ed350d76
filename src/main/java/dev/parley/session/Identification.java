package dev.parley.session;

import dev.parley.auth.Identity;
import dev.parley.protocol.Caller;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whom a session belongs to. While its first token is checked, what the client asks for waits: bounded,
 * because the pipe is not read meanwhile.
 */
final class Identification {

    static final RefusedException UNAUTHENTICATED = new Refusal(FailureType.UNAUTHENTICATED,
        "Give a token first: parley.session, action authenticate.").asException();
    private static final RefusedException REVOKED = new Refusal(FailureType.UNAUTHENTICATED,
        "The token was revoked while it was checked.").asException();

    private final Session session;
    private final Sessions loop;
    private Deque<Runnable> held;
    private Identity identity;
    private Caller caller;

    Identification(Session session, Sessions loop) {
        this.session = session;
        this.loop = loop;
    }

    boolean known() {
        return caller != null;
    }

    /** Only when {@link #known()}. */
    Caller caller() {
        return caller;
    }

    /** Only when {@link #known()}. */
    Identity identity() {
        return identity;
    }

    /** Keeps a request for later while the first token is checked; false = carry it out now. */
    boolean holds(Runnable later) {
        if (held == null) {
            return false;
        }
        held.add(later);
        return true;
    }

    /** Checks a token and takes it; a refused one leaves all as it was. */
    Future<Identity> verify(String token) {
        var first = caller == null;
        if (first) {
            held = new ArrayDeque<>(4);
            session.verifying(true);
        }
        return loop.here(loop.parts().authenticator().verify(token)).transform(known -> {
            var adopted = known.succeeded()
                ? adopt(known.result()) : Future.<Identity>failedFuture(known.cause());
            if (first) {
                release();
            }
            return adopted;
        });
    }

    private Future<Identity> adopt(Identity proven) {
        if (caller != null && !caller.user().equals(proven.user())) {
            return Future.failedFuture(Refusal.forbidden(
                "This session belongs to another user: connect anew to change it.").asException());
        }
        if (!loop.parts().authenticator().believes(proven)) {
            return Future.failedFuture(REVOKED);
        }
        try {
            session.belongsTo(proven.user());
        } catch (RefusedException crowded) {
            return Future.failedFuture(crowded);
        }
        if (caller == null) {
            loop.knows(session, proven.user());
        }
        var reviewed = caller != null && !proven.channels().equals(caller.channels());
        identity = proven;
        caller = new Caller(proven.user(), proven.name(), proven.roles(), session.id(),
            proven.channels(), false);
        if (reviewed) {
            loop.parts().hub().reviewed(session);
        }
        session.identified(proven.expiresAt().toEpochMilli() - loop.parts().clock().millis());
        return Future.succeededFuture(proven);
    }

    /** One of those that waited may be the next token to check: then the rest waits again, in order. */
    private void release() {
        var waiting = held;
        held = null;
        waiting.forEach(Runnable::run);
        session.verifying(held != null);
    }
}
