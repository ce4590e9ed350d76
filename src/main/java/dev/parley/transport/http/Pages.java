package dev.parley.transport.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * The page at {@code /}, on which anybody can try this server in two browser tabs, with all that it loads.
 * Nothing comes from another host, no script or style stands inside the document, and the headers forbid the
 * browser anything else.
 */
public final class Pages implements Consumer<Router> {

    private static final String SOCKJS = "META-INF/resources/webjars/sockjs-client/1.6.1/dist/sockjs.min.js";

    private final List<StaticFile> files;

    private Pages(List<StaticFile> files) {
        this.files = files;
    }

    /** Reads the files from the class path; blocks, so it is called once, before any loop needs them. */
    public static Pages load() {
        return new Pages(List.of(
            StaticFile.read("/", "webroot/index.html"),
            StaticFile.read("/page/page.css", "webroot/page/page.css"),
            StaticFile.read("/page/icon.svg", "webroot/page/icon.svg"),
            StaticFile.read("/page/main.js", "webroot/page/main.js"),
            StaticFile.read("/page/connection.js", "webroot/page/connection.js"),
            StaticFile.read("/page/guest.js", "webroot/page/guest.js"),
            StaticFile.read("/page/room.js", "webroot/page/room.js"),
            StaticFile.read("/page/timeline.js", "webroot/page/timeline.js"),
            StaticFile.read("/page/view.js", "webroot/page/view.js"),
            StaticFile.read("/vendor/vertx-eventbus.js", "webroot/vendor/vertx-eventbus.js"),
            StaticFile.read("/vendor/sockjs.min.js", SOCKJS)));
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
