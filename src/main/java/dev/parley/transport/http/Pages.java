package dev.parley.transport.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The page at {@code /}, on which anybody can try this server in two browser tabs, and the one that shows
 * the HTTP API, with all that they load; and the library for browsers at {@code /client/parley.js}. Nothing
 * comes from another host, no script or style stands inside a document, and the headers forbid the browser
 * anything else.
 */
public final class Pages implements Consumer<Router> {

    private static final String SOCKJS = "META-INF/resources/webjars/sockjs-client/1.6.1/dist/sockjs.min.js";

    /** The modules of the library; the last are its types and its card for npm. */
    private static final List<String> LIBRARY = List.of("parley.js", "backoff.js", "connection.js",
        "emitter.js", "identity.js", "outbox.js", "pipe.js", "refusal.js", "requests.js", "route.js",
        "storage.js", "subscription.js", "subscriptions.js", "watch.js", "stores/fetch.js", "stores/inbox.js",
        "stores/messages.js", "stores/presence.js", "stores/room.js", "parley.d.ts", "package.json");

    private final List<StaticFile> files;

    private Pages(List<StaticFile> files) {
        this.files = files;
    }

    /** Reads the files from the class path; blocks, so it is called once, before any loop needs them. */
    public static Pages load() {
        var library = LIBRARY.stream()
            .map(file -> StaticFile.read("/client/" + file, "webroot/client/" + file));
        return new Pages(Stream.concat(library, Stream.of(
            StaticFile.read("/", "webroot/index.html"),
            StaticFile.read("/page/page.css", "webroot/page/page.css"),
            StaticFile.read("/page/icon.svg", "webroot/page/icon.svg"),
            StaticFile.read("/page/main.js", "webroot/page/main.js"),
            StaticFile.read("/page/connection.js", "webroot/page/connection.js"),
            StaticFile.read("/page/guest.js", "webroot/page/guest.js"),
            StaticFile.read("/page/room.js", "webroot/page/room.js"),
            StaticFile.read("/page/timeline.js", "webroot/page/timeline.js"),
            StaticFile.read("/page/view.js", "webroot/page/view.js"),
            StaticFile.read("/api/v1/docs", "webroot/api/index.html"),
            StaticFile.read("/api/v1/docs/api.css", "webroot/api/api.css"),
            StaticFile.read("/api/v1/docs/api.js", "webroot/api/api.js"),
            StaticFile.read("/vendor/vertx-eventbus.js", "webroot/vendor/vertx-eventbus.js"),
            StaticFile.read("/vendor/sockjs.min.js", SOCKJS))).toList());
    }

    /** Adds a route for each file to the router of one socket verticle. */
    @Override
    public void accept(Router router) {
        files.forEach(file -> {
            router.get(file.path()).handler(context -> serve(context, file));
            router.head(file.path()).handler(context -> serve(context, file));
        });
    }

    private static void serve(RoutingContext context, StaticFile file) {
        var response = context.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, file.tag());
        PageHeaders.put(response.headers(), context.queryParam("nodes"));
        if (file.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
        if (context.request().method().name().equals("HEAD")) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(file.content().length())).end();
        } else {
            response.end(file.content());
        }
    }
}
