package dev.parley.transport.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document is one that the tools of others read. */
class DocumentTest {

    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/components/([^\"]+)\"");

    private final JsonObject document =
        Document.of(Resources.of(SettingsReader.forTests()).rows(), "https://chat.example.org");

    @Test
    void isAValidContractOfItsVersion() throws Exception {
        var vertx = Vertx.vertx();
        try {
            // The validator knows no media type but application/json: that one thing it is spared.
            var plain = new JsonObject(document.encode().replace("application/problem+json",
                "application/json"));
            var contract = OpenAPIContract.from(vertx, plain).toCompletionStage()
                .toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertEquals(OpenAPIVersion.V3_1, contract.getVersion());
            assertEquals(Resources.of(SettingsReader.forTests()).rows().size(), contract.operations().size());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        var used = new TreeSet<String>();
        REFERENCE.matcher(document.encode()).results().forEach(found -> used.add(found.group(1)));
        var components = document.getJsonObject("components");
        var there = new TreeSet<String>();
        for (var kind : components.fieldNames()) {
            if (!kind.equals("securitySchemes")) {
                components.getJsonObject(kind).fieldNames().forEach(name -> there.add(kind + "/" + name));
            }
        }
        assertEquals(there, used);
    }

    @Test
    void everyOperationSaysWhatItIsForAndWhatItMayAnswer() {
        var paths = document.getJsonObject("paths");
        var names = new TreeSet<String>();
        for (var path : paths.fieldNames()) {
            for (var method : paths.getJsonObject(path).fieldNames()) {
                var operation = paths.getJsonObject(path).getJsonObject(method);
                assertTrue(operation.getString("summary").matches("[A-Z].*[a-z`0-9]\\."), operation::encode);
                assertTrue(names.add(operation.getString("operationId")), operation::encode);
                assertTrue(operation.getJsonObject("responses").fieldNames().stream()
                    .anyMatch(status -> status.startsWith("2")), operation::encode);
            }
        }
        assertEquals(Resources.of(SettingsReader.forTests()).rows().size(), names.size());
    }
}
