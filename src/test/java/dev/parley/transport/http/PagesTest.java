package dev.parley.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page is whole, comes from this server alone, and its headers hold the browser to that. */
class PagesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String NODE = "https://node-2.example:8443";
    private static final String CONNECT =
        "connect-src 'self' https://node-2.example:8443 wss://node-2.example:8443";
    private static final Pattern MARKUP = Pattern.compile("innerHTML|dangerously");
    private static String origin;

    @BeforeAll
    static void serve() throws Exception {
        var router = Router.router(VERTX);
        Pages.load(() -> List.of(NODE), true).accept(router);
        var server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")
            .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        origin = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/try"})
    void everythingThePageNamesIsServed(String document) throws Exception {
        var page = get(document).body();
        var names = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page).results()
            .map(found -> found.group(1)).distinct().toList();
        assertTrue(names.size() >= 4, names::toString);
        for (var name : names) {
            assertTrue(name.startsWith("/"), name + " is of another host");
            assertEquals(200, get(name).statusCode(), name);
        }
    }

    /** The joined file has them all; each is served by itself too, for those who read. */
    @Test
    void everyModuleOfTheApplicationIsInTheOneThatIsLoaded() throws Exception {
        var joined = get("/app.js").body();
        var folder = Path.of("src", "main", "js", "app");
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                var path = "/app/" + folder.relativize(file).toString().replace('\\', '/');
                var source = get(path).body();
                assertEquals(Files.readString(file), source, path);
                assertTrue(path.equals("/app/theme.js") || joined.contains("\n// " + path + "\n"), path);
                assertFalse(MARKUP.matcher(source).find(), path + ": text gets in as text only");
            }
        }
        assertFalse(joined.contains("/**"), "comments stay here");
    }

    @Test
    void everyModuleOfTheSmallPageIsServed() throws Exception {
        for (var module : List.of("main", "connection", "guest", "room", "timeline", "view")) {
            var source = get("/page/" + module + ".js").body();
            for (var found : Pattern.compile("from '\\./([^']+)'").matcher(source).results().toList()) {
                assertEquals(200, get("/page/" + found.group(1)).statusCode(), found.group());
            }
            assertFalse(source.contains("innerHTML"), "text gets in as text only");
        }
    }

    @Test
    void theNodesThatThePageMayGoToAreTold() throws Exception {
        assertEquals("{\"nodes\":[\"" + NODE + "\"]}", get("/nodes").body());
    }

    @Test
    void whoTakesGzipGetsTheSameInFewerBytes() throws Exception {
        var plain = get("/app/style/base.css");
        for (var accepted : List.of("gzip", "br, gzip;q=0.5", "gzip, deflate")) {
            var zipped = CLIENT.send(HttpRequest.newBuilder(URI.create(origin + "/app/style/base.css"))
                .header("Accept-Encoding", accepted).build(), BodyHandlers.ofByteArray());
            assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElseThrow());
            assertEquals("accept-encoding", zipped.headers().firstValue("Vary").orElseThrow());
            assertTrue(zipped.body().length < plain.body().length() / 2);
            try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
                assertEquals(plain.body(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (var accepted : List.of("gzip;q=0", "identity", "gzip; q=0.00, br")) {
            var answer = CLIENT.send(HttpRequest.newBuilder(URI.create(origin + "/app/style/base.css"))
                .header("Accept-Encoding", accepted).build(), BodyHandlers.ofString());
            assertEquals(plain.body(), answer.body(), accepted);
        }
    }

    @Test
    void everyFileOfTheLibraryIsServed() throws Exception {
        var folder = Path.of("src", "main", "js", "client");
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = "/client/" + folder.relativize(file).toString().replace('\\', '/');
                var answer = get(path);
                assertEquals(Files.readString(file), answer.body(), path);
                assertTrue(answer.headers().firstValue("Content-Type").isPresent(), path);
            }
        }
    }

    @Test
    void nothingInTheDocumentNeedsALaxPolicy() throws Exception {
        var page = get("/").body() + get("/try").body();
        var inline = Pattern.compile("<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son\\w+=");
        assertFalse(inline.matcher(page).find());
    }

    @Test
    void theHeadersForbidEverythingElse() throws Exception {
        var headers = get("/").headers();
        var policy = headers.firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(policy.endsWith(CONNECT), policy);
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElseThrow());
        assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow());
    }

    @Test
    void thePageMayConnectToTheNodesOfItsAddress() throws Exception {
        var policy = get("/?nodes=http://a.example:8080,https://b.example").headers()
            .firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("connect-src 'self' http://a.example:8080 ws://a.example:8080 "
            + "https://b.example wss://b.example"), policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://a;script-src%20*", "http://*", "data:x", "a%0d%0aX:1;"})
    void anAddressCannotWidenThePolicy(String nodes) throws Exception {
        var headers = get("/?nodes=" + nodes).headers();
        var policy = headers.firstValue("Content-Security-Policy").orElseThrow();
        assertFalse(policy.contains("*") || policy.contains("data:"), policy);
        assertEquals(1, Pattern.compile("script-src").matcher(policy).results().count(), policy);
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        var first = get("/page/page.css");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again = CLIENT.send(HttpRequest.newBuilder(URI.create(origin + "/page/page.css"))
            .header("If-None-Match", tag).build(), BodyHandlers.ofString());
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void whatIsNotPartOfThePageIsNotServed() throws Exception {
        assertEquals(404, get("/page/../../logback.xml").statusCode());
        assertEquals(404, get("/page/%2e%2e/index.html").statusCode());
        assertEquals(404, get("/vendor/").statusCode());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
