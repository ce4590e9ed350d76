package dev.parley.transport.api;

import dev.parley.limit.Admission;
import dev.parley.transport.Door;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The HTTP API below {@code /api} on one event loop (docs/api.md). Each request stands for itself: it is
 * read, its maker is proven, and its command goes straight to whoever offers it.
 */
public final class ApiDoor implements Door {

    /** Where version 1 begins. */
    public static final String ROOT = "/api/v1";

    /** Served as pages are, not by this door. */
    public static final String PAGE = ROOT + "/docs";

    private static final String BELOW = "/api";
    private static final long PREFIX = (1L << 52) - 1;
    private static final int RADIX = 36;

    private final Routes routes = new Routes();
    private final Credentials credentials;
    private final Admission admission;
    private final int bodyMax;
    private final ApiMeters meters;
    private final Buffer document;
    private final String prefix;
    private long count;

    public ApiDoor(ApiParts parts) {
        var endpoints = endpoints(parts);
        endpoints.forEach(routes::add);
        credentials = new Credentials(parts.authenticator(), new ServerKeys(parts.settings().api().keys()));
        admission = parts.admission();
        bodyMax = parts.settings().api().bodyBytesMax();
        meters = new ApiMeters(parts.meters());
        document = Document.of(endpoints.stream().map(Endpoint::resource).toList(),
            parts.settings().http().publicUrl()).toBuffer();
        prefix = "h" + Long.toString(UUID.randomUUID().getLeastSignificantBits() & PREFIX,
            RADIX) + "-";
    }

    /** Every command of the dispatcher's table, and those that only this door has. */
    private static List<Endpoint> endpoints(ApiParts parts) {
        var resources = Resources.of(parts.settings());
        var endpoints = new ArrayList<Endpoint>();
        for (var offer : parts.offers()) {
            resources.of(offer.address(), offer.action())
                .forEach(resource -> endpoints.add(Endpoint.of(resource, offer)));
        }
        new OwnActions(parts).all().forEach((action, run) -> {
            if (endpoints.stream().noneMatch(one -> one.resource().address().equals(SessionResources.ADDRESS)
                && one.resource().action().equals(action))) {
                resources.of(SessionResources.ADDRESS, action)
                    .forEach(resource -> endpoints.add(new Endpoint(resource, run)));
            }
        });
        endpoints.addAll(new Spreading(parts.settings(), parts.offers()).all());
        return endpoints;
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        var path = request.path();
        if (path == null || !path.startsWith(BELOW + "/") && !path.equals(BELOW)
            || path.equals(PAGE) || path.startsWith(PAGE + "/")) {
            return false;
        }
        new Exchange(this, request).begin();
        return true;
    }

    Routes routes() {
        return routes;
    }

    Credentials credentials() {
        return credentials;
    }

    /**
     * Counts a request of somebody. A server key is trusted, as those are whom it acts for: only what every
     * address may do bounds it.
     *
     * @return 0 when it may be carried out, else the milliseconds until one may
     */
    long admit(Asker asker) {
        return asker.key().isPresent() ? 0 : admission.request(asker.caller().user());
    }

    int bodyMax() {
        return bodyMax;
    }

    ApiMeters meters() {
        return meters;
    }

    Buffer document() {
        return document;
    }

    /** What publications of one request carry as their origin; no credential. */
    String nextOrigin() {
        return prefix + Long.toString(++count, RADIX);
    }
}
