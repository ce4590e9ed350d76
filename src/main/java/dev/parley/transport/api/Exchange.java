package dev.parley.transport.api;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.transport.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to the API, from its head to its answer, on the event loop of its connection. */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final String DOCUMENT = "/openapi.json";
    private static final Set<HttpMethod> KNOWN = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
        HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final int PRECONDITION_FAILED = 412;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ApiDoor door;
    private final HttpServerRequest http;
    private final String method;
    private final long startedAt = System.nanoTime();
    private String route = "unknown";
    private Request request;

    Exchange(ApiDoor door, HttpServerRequest http) {
        this.door = door;
        this.http = http;
        this.method = KNOWN.contains(http.method()) ? http.method().name() : "other";
    }

    void begin() {
        http.response().endHandler(sent -> door.meters().count(route, method,
            http.response().getStatusCode(), System.nanoTime() - startedAt));
        guarded(this::lead);
    }

    /** Whatever is thrown becomes the answer. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException cause) {
            fail(cause);
        }
    }

    private void lead() {
        Sharing.allow(http);
        var path = http.path();
        var below = path.startsWith(ApiDoor.ROOT + "/") ? path.substring(ApiDoor.ROOT.length()) : "";
        if (below.equals(DOCUMENT)) {
            route = DOCUMENT;
            document();
            return;
        }
        var place = (below.isEmpty() ? Optional.<Routes.Place>empty() : door.routes().find(below))
            .orElseThrow(() -> Refusal.notFound("such resource; " + ApiDoor.ROOT + DOCUMENT
                + " tells which there are").asException());
        if (http.method().equals(HttpMethod.OPTIONS)) {
            Sharing.options(http, place.allow());
            return;
        }
        place.of(http.method()).ifPresentOrElse(endpoint -> ask(endpoint, place),
            () -> notAllowed(place.allow()));
    }

    private void notAllowed(String allow) {
        http.response().putHeader(HttpHeaders.ALLOW, allow);
        refuse(METHOD_NOT_ALLOWED, Refusal.badRequest("This resource does not know that method; it knows "
            + allow + "."));
    }

    private void document() {
        if (http.method().equals(HttpMethod.OPTIONS)) {
            Sharing.options(http, "GET, HEAD, OPTIONS");
        } else if (http.method().equals(HttpMethod.GET) || http.method().equals(HttpMethod.HEAD)) {
            http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            send(200, door.document());
        } else {
            notAllowed("GET, HEAD, OPTIONS");
        }
    }

    private void ask(Endpoint endpoint, Routes.Place place) {
        route = endpoint.resource().path();
        request = new Request(endpoint.resource(), place.values(), Encoded.query(http.query()), http);
        request.refuseSecrets();
        if (!endpoint.resource().takesBody()) {
            run(endpoint, new JsonObject());
        } else {
            new Body(http, door.bodyMax()).read(
                body -> guarded(() -> run(endpoint, body)), this::fail);
        }
    }

    private void run(Endpoint endpoint, JsonObject body) {
        var origin = door.nextOrigin();
        door.credentials().of(http, origin)
            .compose(asker -> {
                var wait = door.admit(asker);
                return wait > 0 ? Future.failedFuture(Refusal.rateLimited(wait).asException())
                    : endpoint.action().run(asker, request.command(body));
            })
            .onComplete(done -> guarded(() -> {
                if (done.succeeded()) {
                    answer(done.result(), origin);
                } else {
                    fail(done.cause());
                }
            }));
    }

    private void answer(String reply, String origin) {
        var resource = request.resource();
        var response = http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!resource.method().equals(HttpMethod.GET)) {
            response.putHeader("Parley-Origin", origin);
        }
        switch (resource.reply().kind()) {
            case BODY -> send(200, Buffer.buffer(reply));
            case EMPTY -> response.setStatusCode(204).end();
            case CREATED -> created(new JsonObject(reply), reply);
            case MESSAGE -> message(reply);
            case PAGE, HISTORY -> {
                Links.of(request, new JsonObject(reply)).ifPresent(link -> response.putHeader("Link", link));
                send(200, Buffer.buffer(reply));
            }
        }
    }

    private void created(JsonObject reply, String text) {
        if (!reply.getBoolean("duplicate", false)) {
            request.place(reply).ifPresent(place -> http.response().putHeader(HttpHeaders.LOCATION,
                ApiDoor.ROOT + place));
        }
        send(reply.getBoolean("duplicate", false) ? 200 : 201, Buffer.buffer(text));
    }

    private void message(String text) {
        var tag = Tags.of(new JsonObject(text), text);
        http.response().putHeader(HttpHeaders.ETAG, tag);
        if (request.resource().method().equals(HttpMethod.GET)) {
            http.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            if (request.header("If-None-Match").filter(known -> Tags.known(known, tag)).isPresent()) {
                http.response().setStatusCode(304).end();
                return;
            }
        }
        send(200, Buffer.buffer(text));
    }

    private void send(int status, Buffer body) {
        HttpServerResponse response = http.response().setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (http.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }

    private void fail(Throwable cause) {
        if (http.response().ended() || http.response().closed()) {
            return;
        }
        if (cause instanceof Body.Unsupported unsupported) {
            refuse(Body.Unsupported.STATUS, unsupported.why());
            return;
        }
        var why = Faults.refusal(LOG, method + " " + route, cause);
        var missed = why.type() == FailureType.CONFLICT && cause instanceof RefusedException
            && request != null && request.guarded();
        refuse(missed ? PRECONDITION_FAILED : why.type().code(), why);
    }

    private void refuse(int status, Refusal why) {
        Problem.answer(http, status, why);
    }
}
