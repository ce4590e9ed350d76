package dev.parley.transport.api;

import dev.parley.auth.Authenticator;
import dev.parley.auth.Identity;
import dev.parley.protocol.Caller;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Texts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who makes a request: the user of a token, or a server key, for itself or on behalf of a user. */
final class Credentials {

    static final String AS = "Parley-As";
    static final String AS_NAME = "Parley-As-Name";

    private static final String BEARER = "Bearer ";
    private static final int NAME_MAX = 200;

    private final Authenticator authenticator;
    private final ServerKeys keys;

    Credentials(Authenticator authenticator, ServerKeys keys) {
        this.authenticator = authenticator;
        this.keys = keys;
    }

    /** Fails with a refusal. The origin is what publications of this request carry. */
    Future<Asker> of(HttpServerRequest request, String origin) {
        var given = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1 || !given.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Future.failedFuture(denied("Sign in: the header Authorization must be \"Bearer\" and a"
                + " token or server key."));
        }
        var credential = given.getFirst().substring(BEARER.length()).strip();
        try {
            return ServerKeys.meant(credential) ? Future.succeededFuture(keyed(credential, request, origin))
                : byToken(credential, request, origin);
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Asker> byToken(String token, HttpServerRequest request, String origin) {
        if (request.getHeader(AS) != null) {
            throw Refusal.forbidden("Only a server key may act on behalf of others.").asException();
        }
        return authenticator.verify(token).map(identity -> of(identity, origin));
    }

    static Asker of(Identity identity, String origin) {
        return new Asker(new Caller(identity.user(), identity.name(), identity.roles(), origin,
            identity.channels(), false),
            Optional.of(identity.expiresAt()), Optional.empty(), true);
    }

    private Asker keyed(String credential, HttpServerRequest request, String origin) {
        var id = keys.check(credential).orElseThrow(() -> denied("This server key is not known here."));
        var user = request.getHeader(AS);
        var shown = Optional.ofNullable(request.getHeader(AS_NAME)).map(Encoded::path);
        if (user == null) {
            return new Asker(new Caller(Caller.KEY + id, id, Set.of(Caller.ADMIN), origin, List.of(), true),
                Optional.empty(), Optional.of(id), false);
        } else if (!Ids.valid(user)) {
            throw Refusal.badRequest("The header Parley-As must be a user's id.").asException();
        } else if (shown.isPresent() && (shown.get().isBlank() || Texts.length(shown.get()) > NAME_MAX
            || !Texts.wellFormed(shown.get()) || shown.get().chars().anyMatch(Character::isISOControl))) {
            throw Refusal.badRequest("The header Parley-As-Name must have 1 to " + NAME_MAX
                + " characters, none of them control characters.").asException();
        }
        return new Asker(new Caller(user, shown.orElse(user), Set.of(Caller.ADMIN), origin, List.of(),
            true), Optional.empty(), Optional.of(id), true);
    }

    private static RefusedException denied(String sentence) {
        return new Refusal(FailureType.UNAUTHENTICATED, sentence).asException();
    }
}
