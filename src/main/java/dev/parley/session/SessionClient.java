package dev.parley.session;

import dev.parley.auth.Revocation;
import dev.parley.bus.Bus;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of {@code parley.session} that need no session: who asks may as well have come by HTTP.
 * Carried out by the directory of the node.
 */
public final class SessionClient {

    private static final Logger LOG = LoggerFactory.getLogger(SessionClient.class);
    private static final long ANSWER_MS = 12_000;
    private static final int TOKEN_ID_MAX = 256;

    private final Bus bus;

    public SessionClient(Bus bus) {
        this.bus = bus;
    }

    /** Those of the directory; each {@code Session} has others of its own. */
    public List<Offer<?>> offers() {
        return List.of(
            Offer.read(Channels.SESSION, "list", body -> body, (caller, body) -> list(caller)),
            Offer.write(Channels.SESSION, "end", body -> body.string("session"), this::end),
            new Offer<>(Channels.SESSION, "revoke", Offer.Kind.WRITE, Offer.Access.ADMIN,
                SessionClient::revoking, this::revoke));
    }

    private Future<String> list(Caller caller) {
        return bus.<JsonObject>ask(DirectoryVerticle.ADDRESS, new DirectoryQuestion.Listing(caller.user()),
            ANSWER_MS).map(listed -> {
                var shown = listed.copy();
                shown.getJsonArray("sessions").stream().map(JsonObject.class::cast)
                    .filter(session -> session.getString("session").equals(caller.origin()))
                    .forEach(session -> session.put("current", true));
                return shown.encode();
            });
    }

    private Future<String> end(Caller caller, String session) {
        var owner = caller.admin() ? Optional.<String>empty() : Optional.of(caller.user());
        var end = new LoopQuestion.End(session, owner, session.equals(caller.origin()));
        return bus.<Boolean>ask(DirectoryVerticle.ADDRESS, new DirectoryQuestion.Ending(end), ANSWER_MS)
            .compose(found -> found
                ? Future.succeededFuture(new JsonObject().put("session", session).encode())
                : Future.failedFuture(Refusal.notFound("such session").asException()));
    }

    private static DirectoryQuestion.Revoking revoking(Fields body) {
        if (body.has("user") == body.has("jti")) {
            throw Fields.bad("user", "or field \"jti\" must be given, and not both");
        }
        return body.has("user")
            ? new DirectoryQuestion.Revoking(Revocation.Kind.USER, body.id("user"))
            : new DirectoryQuestion.Revoking(Revocation.Kind.TOKEN, body.text("jti", 1, TOKEN_ID_MAX));
    }

    private Future<String> revoke(Caller caller, DirectoryQuestion.Revoking revoking) {
        return bus.<JsonObject>ask(DirectoryVerticle.ADDRESS, revoking, ANSWER_MS).map(revoked -> {
            var user = revoking.kind() == Revocation.Kind.USER;
            LOG.info("{} has revoked {}", caller.user(),
                user ? "all tokens of " + revoking.subject() : "one token");
            return new JsonObject().put(user ? "user" : "jti", revoking.subject())
                .put("at", revoked.getString("at")).put("until", revoked.getString("until")).encode();
        });
    }
}
