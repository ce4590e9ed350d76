package dev.parley.auth;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Texts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code POST /auth/guest}: a token for anybody who gives a name (docs/protocol.md, "Identity"). A trusted
 * Bearer token in the request is renewed: same user, same rights. Mounted in the demo and test profiles
 * only.
 */
public final class GuestEndpoint implements Consumer<Router> {

    static final String PATH = "/auth/guest";
    static final int NAME_MAX = 64;
    static final long TTL_SECONDS_MAX = Duration.ofDays(7).toSeconds();

    private static final long TTL_SECONDS = Duration.ofDays(1).toSeconds();
    private static final long BODY_BYTES_MAX = 16 * 1024;
    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final TokenIssuer issuer;
    private final Origins origins;
    private final Supplier<String> ids;
    private final Clock clock;

    /** The supplier gives a new user id each time. */
    public GuestEndpoint(Authenticator authenticator, TokenIssuer issuer, Origins origins,
                         Supplier<String> ids, Clock clock) {
        this.authenticator = authenticator;
        this.issuer = issuer;
        this.origins = origins;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void accept(Router router) {
        router.options(PATH).handler(this::preflight);
        router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX))
            .handler(this::admitOrigin)
            .handler(this::answer)
            .failureHandler(request -> refuse(request, request.failure(), request.statusCode()));
    }

    private void preflight(RoutingContext request) {
        if (origins.allow(header(request, HttpHeaders.ORIGIN), header(request, HttpHeaders.HOST))) {
            share(request);
            request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, HttpMethod.POST.name())
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
            request.response().setStatusCode(204).end();
        } else {
            admitOrigin(request);
        }
    }

    private void admitOrigin(RoutingContext request) {
        if (origins.allow(header(request, HttpHeaders.ORIGIN), header(request, HttpHeaders.HOST))) {
            share(request);
            request.next();
        } else {
            refuse(request, Refusal.forbidden("This origin may not use this server.").asException(), 403);
        }
    }

    /** The answer depends on the origin, so that caches must tell them apart. */
    private static void share(RoutingContext request) {
        header(request, HttpHeaders.ORIGIN).ifPresent(origin -> request.response()
            .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .putHeader(HttpHeaders.VARY, "origin"));
    }

    private void answer(RoutingContext request) {
        Future.succeededFuture()
            .map(start -> fields(request))
            .compose(fields -> bearer(request).map(identity -> identity(fields, identity)))
            .onSuccess(identity -> send(request, 200, new JsonObject()
                .put("token", issuer.issue(identity))
                .put("user", new JsonObject().put("id", identity.user()).put("name", identity.name()))))
            .onFailure(fault -> refuse(request, fault, 500));
    }

    private Future<Optional<Identity>> bearer(RoutingContext request) {
        var authorization = header(request, HttpHeaders.AUTHORIZATION);
        if (authorization.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return authorization.get().regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authenticator.verify(authorization.get().substring(BEARER.length()).strip()).map(Optional::of)
            : Future.failedFuture(Denial.because("The Authorization header must be \"Bearer\" and a token."));
    }

    private Identity identity(Fields fields, Optional<Identity> known) {
        var name = known.isPresent() && !fields.has("name") ? known.get().name() : name(fields);
        var now = clock.instant();
        var expiresAt = now.plusSeconds(
            fields.optionalNumber("ttlSeconds", 1, TTL_SECONDS_MAX).orElse(TTL_SECONDS));
        return known
            .map(old -> new Identity(old.user(), name, old.roles(), old.channels(), expiresAt,
                Optional.empty(), Optional.of(now)))
            .orElseGet(() -> new Identity(ids.get(), name, Set.of(), List.of(), expiresAt, Optional.empty(),
                Optional.of(now)));
    }

    private static String name(Fields fields) {
        var name = fields.string("name").strip();
        if (name.isEmpty() || Texts.length(name) > NAME_MAX
            || name.chars().anyMatch(Character::isISOControl)) {
            throw Fields.bad("name", "must have 1 to " + NAME_MAX
                + " characters, none of them control characters");
        }
        return name;
    }

    private static Fields fields(RoutingContext request) {
        try {
            var body = request.body().asJsonObject();
            return new Fields(body == null ? new JsonObject() : body);
        } catch (DecodeException | ClassCastException fault) {
            throw Refusal.badRequest("The body must be a JSON object such as {\"name\":\"Ana\"}.")
                .asException();
        }
    }

    private static void refuse(RoutingContext request, Throwable fault, int status) {
        var refusal = switch (fault) {
            case RefusedException refused -> refused.refusal();
            case null, default -> status == FailureType.TOO_LARGE.code()
                ? new Refusal(FailureType.TOO_LARGE, "The body is larger than " + BODY_BYTES_MAX + " bytes.")
                : new Refusal(FailureType.INTERNAL, "The token could not be made.");
        };
        var error = new JsonObject().put("code", refusal.type().code()).put("type", refusal.type().word())
            .put("message", refusal.message());
        if (!refusal.details().isEmpty()) {
            error.put("data", refusal.details());
        }
        send(request, refusal.type().code(), new JsonObject().put("error", error));
    }

    private static void send(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(body.toBuffer());
    }

    private static Optional<String> header(RoutingContext request, CharSequence name) {
        return Optional.ofNullable(request.request().getHeader(name));
    }
}
