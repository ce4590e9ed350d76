package dev.parley.transport.sse;

import dev.parley.config.EventsSettings;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import dev.parley.session.Sessions;
import dev.parley.transport.Cors;
import dev.parley.transport.Credential;
import dev.parley.transport.Door;
import dev.parley.transport.Problem;
import dev.parley.transport.socket.LineParts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.random.RandomGenerator;

/** The requests for streams of server-sent events, at {@code GET /events}. */
public final class SseDoor implements Door {

    private static final String PATH = "/events";
    private static final int METHOD_NOT_ALLOWED = 405;

    private final EventsSettings settings;
    private final Streams streams;

    /** On the loop's context. */
    public SseDoor(Vertx vertx, LineParts lines, Sessions sessions, EventsSettings settings) {
        this.settings = settings;
        this.streams = new Streams(vertx,
            new StreamParts(lines, sessions, settings, RandomGenerator.getDefault()));
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        if (!PATH.equals(request.path())) {
            return false;
        }
        if (request.method() == HttpMethod.OPTIONS) {
            Cors.preflight(request, "OPTIONS, GET");
        } else {
            Cors.allow(request, request.response());
            serve(request);
        }
        return true;
    }

    /**
     * A client that cannot come in now comes back by itself, if it is one that would take a status other than
     * 200 as the end.
     */
    public boolean postpones(HttpServerRequest request, Refusal why) {
        var returns = PATH.equals(request.path()) && request.method() == HttpMethod.GET
            && StreamRequest.returns(request);
        if (returns) {
            Cors.allow(request, request.response());
            streams.postpone(request, why);
        }
        return returns;
    }

    /** Ends the scan; the sessions are gone before. */
    public void stop() {
        streams.stop();
    }

    private void serve(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            request.response().putHeader("Allow", "OPTIONS, GET");
            Problem.answer(request, METHOD_NOT_ALLOWED, Refusal.badRequest("Streams are read with GET."));
            return;
        }
        try {
            var token = Credential.of(request).orElseThrow(() -> new Refusal(FailureType.UNAUTHENTICATED,
                "Give a token: as the parameter \"token\" or in the header Authorization.").asException());
            streams.open(request, StreamRequest.read(request, settings.channelsMax()), token);
        } catch (RefusedException wrong) {
            Problem.answer(request, wrong.refusal());
        } catch (IllegalArgumentException unreadable) {
            Problem.answer(request, Refusal.badRequest("The address of the request cannot be read."));
        }
    }
}
