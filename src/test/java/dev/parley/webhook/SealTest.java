package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.Hook;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Signatures are those of the specification, and the recipe of docs/webhooks.md believes no others. */
class SealTest {

    private static final String PLAIN = "a plain secret of 24 bytes";
    private static final String CODED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private static Seal seal(String secret, Optional<String> former) {
        return new Seal(new Hook("crm", URI.create("https://crm.example.org"), secret, former, List.of("*"),
            List.of("*")));
    }

    /** The example that the specification gives. */
    @Test
    void signsTheExampleOfTheSpecification() {
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", seal(CODED, Optional.empty())
            .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY));
    }

    @Test
    void theRecipeOfTheDocumentationBelievesOursAndNoOthers() throws IOException, InterruptedException {
        var now = System.currentTimeMillis() / 1_000;
        assertEquals("true", recipe(seal(CODED, Optional.empty()), now, now, CODED, BODY));
        assertEquals("true", recipe(seal(PLAIN, Optional.empty()), now, now, PLAIN, BODY));
        assertEquals("true", recipe(seal(CODED, Optional.of(PLAIN)), now, now, PLAIN, BODY), "being changed");
        assertEquals("false", recipe(seal(CODED, Optional.empty()), now, now, PLAIN, BODY), "another secret");
        var seal = seal(CODED, Optional.empty());
        assertEquals("false", recipe(seal, now, now + 1, CODED, BODY), "another time");
        assertEquals("false", recipe(seal, now - 600, now - 600, CODED, BODY), "old");
        assertEquals("false", recipe(seal, now, now, CODED, "{}".getBytes(StandardCharsets.UTF_8)), "forged");
    }

    private static String recipe(Seal seal, long signed, long said, String secret, byte[] body)
        throws IOException, InterruptedException {
        var page = Files.readString(Path.of("docs/webhooks.md"));
        var begin = page.indexOf("```js\n") + 6;
        var headers = new JsonObject().put("webhook-id", "crm:room.a:1-1:1")
            .put("webhook-timestamp", Long.toString(said))
            .put("webhook-signature", seal.sign("crm:room.a:1-1:1", signed, BODY));
        var script = page.substring(begin, page.indexOf("```", begin)) + "\nconsole.log(genuine("
            + headers.encode() + ", Buffer.from('" + new String(body, StandardCharsets.UTF_8) + "'), '"
            + secret + "'));";
        var node = new ProcessBuilder("node", "-e", script).redirectErrorStream(true).start();
        try (var printed = node.inputReader()) {
            var line = printed.readLine();
            node.waitFor(30, TimeUnit.SECONDS);
            return line;
        } finally {
            node.destroyForcibly();
        }
    }
}
