package dev.parley.transport.api;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** A resource, and what carries its command out. */
record Endpoint(Resource resource, Action action) {

    /** Carries a command out; the reply is the text of a JSON object, every refusal comes by the future. */
    interface Action {

        Future<String> run(Asker asker, JsonObject body);
    }

    Endpoint {
        Objects.requireNonNull(resource);
        Objects.requireNonNull(action);
    }

    /** Of a command of the dispatcher's table. */
    static Endpoint of(Resource resource, Offer<?> offer) {
        return new Endpoint(resource, (asker, body) -> {
            if (!asker.personal() && offer.access() != Offer.Access.ADMIN && !forKeys(offer)) {
                return Future.failedFuture(nobody());
            }
            return offer.call(asker.caller(), new Fields(body));
        });
    }

    /**
     * May a server key do it for itself? Live channels are the application's own; ending a connection is for
     * its owner, and for admins.
     */
    private static boolean forKeys(Offer<?> offer) {
        return offer.address().equals(LiveResources.ADDRESS)
            || offer.address().equals(SessionResources.ADDRESS) && offer.action().equals("end");
    }

    /** The refusal for a server key that does not say on whose behalf. */
    static RefusedException nobody() {
        return Refusal.badRequest("Say on whose behalf: the header Parley-As must name a user.")
            .asException();
    }
}
