package dev.parley.transport.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chat application at {@code /}, its modules joined to one; the small page at {@code /try} that shows the
 * stock client, and the one that shows the HTTP API, with all that they load; and the library for browsers at
 * {@code /client/parley.js}. Nothing comes from another host, no script or style stands inside a document,
 * and the headers forbid the browser anything else.
 */
public final class Pages implements Consumer<Router> {

    private static final String JARS = "META-INF/resources/webjars/";
    private static final String SOCKJS = JARS + "sockjs-client/1.6.1/dist/sockjs.min.js";
    private static final String PREACT = JARS + "preact/10.27.2/dist/preact.module.js";
    private static final String HOOKS = JARS + "preact/10.27.2/hooks/dist/hooks.module.js";
    private static final Set<String> UNSERVED = Set.of("app/index.html", "app/package.json");
    /** The application shows pictures that somebody attached, when its user asks for them. */
    private static final String PICTURES = "'self' https: http:";
    private static final String OWN_PICTURES = "'self'";
    private static final String SOURCE_MAP = "(?m)^//# sourceMappingURL=.*$";
    /** The sheets of the application, in the order in which they count. */
    private static final List<String> STYLES = List.of("tokens", "base", "shell", "rooms", "timeline");

    private static final List<StaticFile> NONE = List.of();

    private final List<StaticFile> files;
    private final Supplier<List<String>> nodes;

    private Pages(List<StaticFile> files, Supplier<List<String>> nodes) {
        this.files = files;
        this.nodes = nodes;
    }

    /**
     * Reads the files from the class path; blocks, so it is called once, before any loop needs them.
     *
     * @param nodes the URLs of the cluster's nodes to which pages of this one may go; asked for each answer
     * @param demos whether the pages of /demo/ are served, which let anybody in as a guest
     */
    public static Pages load(Supplier<List<String>> nodes, boolean demos) {
        var vendor = List.of(
            StaticFile.read("/vendor/preact.js", PREACT, Pages::module),
            StaticFile.read("/vendor/preact-hooks.js", HOOKS, Pages::module));
        var parts = Stream.of(vendor, folder("client").toList(), folder("app").toList())
            .flatMap(List::stream).toList();
        var styles = STYLES.stream().map(style -> texts(parts).get("/app/style/" + style + ".css"))
            .collect(Collectors.joining("\n"));
        return new Pages(Stream.of(parts, others(), demos ? demos() : NONE, List.of(
            StaticFile.read("/", "webroot/app/index.html"),
            StaticFile.of("/app.js", Linker.link(texts(parts), "/app/main.js")),
            StaticFile.of("/app.css", styles))).flatMap(List::stream).toList(), nodes);
    }

    private static Map<String, String> texts(List<StaticFile> files) {
        return files.stream().collect(Collectors.toMap(StaticFile::path, StaticFile::text));
    }

    private static Stream<StaticFile> folder(String name) {
        return Folder.files("webroot/" + name).stream()
            .filter(file -> !UNSERVED.contains(name + "/" + file))
            .map(file -> StaticFile.read("/" + name + "/" + file, "webroot/" + name + "/" + file));
    }

    private static List<StaticFile> others() {
        var page = folder("page").map(file -> file.path().equals("/page/index.html")
            ? StaticFile.read("/try", "webroot/page/index.html") : file);
        return Stream.concat(page, Stream.of(
            StaticFile.read("/api/v1/docs", "webroot/api/index.html"),
            StaticFile.read("/api/v1/docs/api.css", "webroot/api/api.css"),
            StaticFile.read("/api/v1/docs/api.js", "webroot/api/api.js"),
            StaticFile.read("/vendor/vertx-eventbus.js", "webroot/vendor/vertx-eventbus.js"),
            StaticFile.read("/vendor/sockjs.min.js", SOCKJS))).toList();
    }

    /** The recipes to look at: {@code /demo/} and {@code /demo/<name>}, with what they load. */
    private static List<StaticFile> demos() {
        return Folder.files("webroot/demo").stream().map(file -> StaticFile.read(
            "/demo/" + (file.equals("index.html") ? "" : file.replaceFirst("\\.html$", "")),
            "webroot/demo/" + file)).toList();
    }

    /** A module of Preact as a browser takes it without an import map. */
    private static String module(String source) {
        return source.replace("from\"preact\"", "from\"/vendor/preact.js\"").replaceAll(SOURCE_MAP, "");
    }

    /** Adds a route for each file to the router of one socket verticle. */
    @Override
    public void accept(Router router) {
        files.forEach(file -> {
            router.get(file.path()).handler(context -> serve(context, file));
            router.head(file.path()).handler(context -> serve(context, file));
        });
        router.get("/nodes").handler(context -> context.response()
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .end(new JsonObject().put("nodes", new JsonArray(nodes.get())).toBuffer()));
    }

    private void serve(RoutingContext context, StaticFile file) {
        var request = context.request();
        var response = context.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, file.tag())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (file.contentType().startsWith("text/html")) {
            PageHeaders.put(response.headers(), file.path().equals("/") ? PICTURES : OWN_PICTURES,
                Stream.concat(context.queryParam("nodes").stream(), nodes.get().stream()).toList());
        }
        if (file.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
        var zips = zips(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        if (zips) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var content = zips ? file.zipped() : file.content();
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length())).end();
        } else {
            response.end(content);
        }
    }

    /** Whether the client takes gzip: it names it, and not with a weight of nothing. */
    private static boolean zips(String accepted) {
        return accepted != null && Stream.of(accepted.split(",")).map(one -> one.replace(" ", ""))
            .anyMatch(one -> one.equals("gzip")
                || one.startsWith("gzip;q=") && !one.matches("gzip;q=0(\\.0*)?"));
    }
}
