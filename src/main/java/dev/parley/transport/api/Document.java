package dev.parley.transport.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The OpenAPI document of the resources that a node serves. */
final class Document {

    private static final String ABOUT = """
        Every command of Parley as a resource. A request stands for itself: there is no session and no order \
        between requests. What changes something is answered once it is committed.

        Sign in with `Authorization: Bearer` and a JSON web token, or with a server key of the \
        configuration, which acts as the user that the header `Parley-As` names. Neither is taken from the \
        address.

        What is refused is answered with `application/problem+json`; `code` is its kind. After 429 and \
        503 come back as `Retry-After` says. Fields that are not known are ignored, \
        in requests and in answers.""";

    private Document() {
    }

    /** The document as JSON; the URL is that of the server, without a path. */
    static JsonObject of(List<Resource> resources, String url) {
        var paths = new JsonObject();
        for (var resource : resources) {
            var item = paths.getJsonObject(resource.path());
            if (item == null) {
                item = new JsonObject();
                paths.put(resource.path(), item);
            }
            item.put(resource.method().name().toLowerCase(Locale.ROOT), Operation.of(resource));
        }
        return new JsonObject()
            .put("openapi", "3.1.0")
            .put("info", new JsonObject().put("title", "Parley").put("version", "1")
                .put("description", ABOUT)
                .put("license", new JsonObject().put("name", "Apache-2.0").put("identifier", "Apache-2.0")))
            .put("servers", new JsonArray().add(new JsonObject().put("url", url + ApiDoor.ROOT)))
            .put("security", new JsonArray().add(new JsonObject().put("token", new JsonArray()))
                .add(new JsonObject().put("serverKey", new JsonArray())))
            .put("tags", tags(resources))
            .put("paths", paths)
            .put("components", new JsonObject()
                .put("schemas", Shapes.all())
                .put("responses", Responses.problems())
                .put("headers", Responses.headers())
                .put("parameters", Operation.shared())
                .put("securitySchemes", schemes()));
    }

    private static JsonArray tags(List<Resource> resources) {
        var tags = new JsonArray();
        resources.stream().map(Operation::tag).distinct().forEach(tag -> tags.add(new JsonObject()
            .put("name", tag)));
        return tags;
    }

    private static JsonObject schemes() {
        return new JsonObject()
            .put("token", new JsonObject().put("type", "http").put("scheme", "bearer")
                .put("bearerFormat", "JWT").put("description", "The token of a user."))
            .put("serverKey", new JsonObject().put("type", "http").put("scheme", "bearer")
                .put("bearerFormat", "id~secret").put("description",
                    "A key of the configuration (`api.keys`), for an application's back end."));
    }
}
