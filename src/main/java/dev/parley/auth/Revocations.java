package dev.parley.auth;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Believes what another authenticator believes, unless it was revoked. What is revoked is told by {@link
 * #add}; until {@link #complete()} nobody knows, and tokens can be checked a little later. Callable on any
 * context.
 */
public final class Revocations implements Authenticator {

    private static final int RETRY_AFTER_MS = 500;

    private final Authenticator authenticator;
    private final Clock clock;
    private final Map<String, Revocation> users = new ConcurrentHashMap<>();
    private final Map<String, Revocation> tokens = new ConcurrentHashMap<>();
    private volatile boolean complete;

    public Revocations(Authenticator authenticator, Clock clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    @Override
    public Future<Identity> verify(String token) {
        return authenticator.verify(token).compose(identity -> !complete
            ? Future.failedFuture(Refusal.unavailable("What was revoked is not known yet.", RETRY_AFTER_MS)
                .asException())
            : believes(identity) ? Future.succeededFuture(identity)
            : Future.failedFuture(Denial.because("The token was revoked.")));
    }

    @Override
    public boolean believes(Identity identity) {
        return !refuses(users.get(identity.user()), identity)
            && identity.tokenId().map(id -> !refuses(tokens.get(id), identity)).orElse(true);
    }

    private static boolean refuses(Revocation revocation, Identity identity) {
        return revocation != null && revocation.refuses(identity);
    }

    /** Takes one more; of two for the same subject the later counts. True when it says something new. */
    public boolean add(Revocation revocation) {
        var map = revocation.kind() == Revocation.Kind.USER ? users : tokens;
        var former = map.get(revocation.subject());
        var known = former != null && !former.at().isBefore(revocation.at());
        if (known || expired(revocation, clock.instant())) {
            return false;
        }
        map.merge(revocation.subject(), revocation,
            (one, other) -> one.at().isAfter(other.at()) ? one : other);
        return true;
    }

    /** All that was revoked before is known now. */
    public void complete() {
        complete = true;
    }

    /** Forgets those whose tokens have expired anyway. */
    public void forgetExpired() {
        var now = clock.instant();
        users.values().removeIf(revocation -> expired(revocation, now));
        tokens.values().removeIf(revocation -> expired(revocation, now));
    }

    /** How many are kept. */
    public int size() {
        return users.size() + tokens.size();
    }

    private static boolean expired(Revocation revocation, Instant now) {
        return !revocation.until().isAfter(now);
    }
}
