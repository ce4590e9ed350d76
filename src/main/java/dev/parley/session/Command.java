package dev.parley.session;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/**
 * One row of the command table: an offer of another package, or one of the session's own.
 *
 * @param standing what a session must be to reach it
 * @param writes   whether it keeps its place among the writes of a room
 * @param run      carries it out on behalf of a session
 */
record Command(String address, String action, Standing standing, boolean writes,
               BiFunction<Session, Fields, Future<Done>> run, CommandMeters meters) {

    /** What a session must be. */
    enum Standing { ANYONE, AUTHENTICATED }

    static Command of(Offer<?> offer, CommandMeters meters) {
        return new Command(offer.address(), offer.action(), Standing.AUTHENTICATED,
            offer.kind() == Offer.Kind.WRITE,
            (session, body) -> offer.call(session.who().caller(), body).map(Done::new), meters);
    }

    /** Does it only ask, and may its reply be large? */
    boolean asks() {
        return !writes && !address.equals(Channels.SESSION);
    }

    /** Runs it if the session may; every refusal and every fault arrives through the future. */
    Future<Done> call(Session session, Fields body) {
        try {
            return switch (standing) {
                case ANYONE -> run.apply(session, body);
                case AUTHENTICATED -> session.who().known()
                    ? run.apply(session, body) : Future.failedFuture(Identification.UNAUTHENTICATED);
            };
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }
}
