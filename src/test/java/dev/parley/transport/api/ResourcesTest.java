package dev.parley.transport.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Settings;
import dev.parley.config.SettingsReader;
import dev.parley.notification.NotificationClient;
import dev.parley.presence.PresenceClient;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.RefusedException;
import dev.parley.room.RoomClient;
import dev.parley.room.UserClient;
import dev.parley.session.SessionClient;
import dev.parley.webhook.WebhookClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of resources says of each command what its reader reads: every field, and no other, within the
 * same bounds.
 */
class ResourcesTest {

    private static final int ROUNDS = 300;
    private static final Settings SETTINGS = SettingsReader.forTests();

    /** Fields that exclude one another: valid one by one only. */
    private static final Map<String, Set<String>> ONE_OF = Map.of(
        "parley.messages history", Set.of("before", "after", "around"),
        "parley.notifications read", Set.of("ids", "upTo"),
        "parley.session revoke", Set.of("user", "jti"));

    private final long seed = System.nanoTime();
    private final Samples samples = new Samples(new Random(seed), Shapes.all());

    private static List<Offer<?>> offers() {
        var ids = new Random(1);
        return Stream.<List<Offer<?>>>of(
            new RoomClient(null, null, SETTINGS.rooms(), () -> "id" + ids.nextInt(), 1).offers(),
            new NotificationClient(null, SETTINGS.rooms().pageMax(), () -> "id" + ids.nextInt()).offers(),
            new UserClient(null, () -> "id", null, 1).offers(), new SessionClient(null).offers(),
            new PresenceClient(null, null, null, SETTINGS.presence().textMax(), 1).offers(),
            new WebhookClient(null, SETTINGS.rooms().pageMax()).offers())
            .flatMap(List::stream).toList();
    }

    private static List<Resource> rows(Offer<?> offer) {
        return Resources.of(SETTINGS).of(offer.address(), offer.action());
    }

    @Test
    void everyCommandHasARow() {
        var named = Resources.of(SETTINGS).rows().stream()
            .map(row -> row.address() + " " + row.action()).collect(Collectors.toSet());
        assertEquals(List.of(), offers().stream().map(ResourcesTest::name)
            .filter(name -> !named.contains(name)).toList(), "commands without a resource");
    }

    @Test
    void noTwoRowsAreAtOnePlace() {
        var places = new HashSet<String>();
        var operations = new HashSet<String>();
        for (var row : Resources.of(SETTINGS).rows()) {
            var place = row.method() + " " + row.path().replaceAll("\\{\\w+}", "{}");
            assertTrue(places.add(place), () -> "twice: " + place);
            assertTrue(operations.add(row.operation()), row::operation);
        }
    }

    @Test
    void whatTheTableAllowsIsReadAndEveryFieldOfItIsLookedAt() {
        for (var offer : offers()) {
            var described = new TreeSet<String>();
            var asked = new TreeSet<String>();
            for (var row : rows(offer)) {
                row.fields().forEach(field -> described.add(field.name()));
                for (int round = 0; round < ROUNDS; round++) {
                    read(offer, alone(name(offer), (JsonObject) sample(row)), asked);
                }
            }
            assertEquals(described, asked, () -> name(offer) + ": described and read; seed " + seed);
        }
    }

    private static void read(Offer<?> offer, JsonObject body, Set<String> asked) {
        try {
            offer.reader().apply(new Fields(new JsonObject(new Noting(body.getMap(), asked))));
        } catch (RefusedException refused) {
            // What a schema cannot say: a blank name, an emoji of too many bytes, a query without words.
            assertTrue(refused.refusal().message().matches(
                ".*(is blank|bytes|no word|the URL|is not|must|needs).*"),
                () -> name(offer) + " refuses what its row allows: " + body + ": " + refused.getMessage());
        }
    }

    @Test
    void whatIsMissingOrOfAWrongKindIsRefusedAsSuch() {
        for (var offer : offers()) {
            for (var row : rows(offer)) {
                for (var field : row.fields()) {
                    // A room's preferences and those of everywhere are one command.
                    if (field.required() && !offer.action().equals("preferences")) {
                        var without = complete(row);
                        without.remove(field.name());
                        refuses(offer, without, FailureType.BAD_REQUEST, field.name() + " is missing");
                    }
                    if (!field.schema().containsKey("oneOf") && field.schema().size() > 1) {
                        refuses(offer, complete(row).put(field.name(), new JsonObject().put("x", 1)),
                            FailureType.BAD_REQUEST, field.name() + " of a wrong kind");
                    }
                }
            }
        }
    }

    @Test
    void theBoundsOfTheTableAreThoseOfTheReaders() {
        for (var offer : offers()) {
            for (var row : rows(offer)) {
                for (var field : row.fields()) {
                    for (var value : over(field.schema())) {
                        refuses(offer, complete(row).put(field.name(), value), null, field + " beyond");
                    }
                    for (var value : within(field.schema())) {
                        read(offer, complete(row).put(field.name(), value), new TreeSet<>());
                    }
                }
            }
        }
    }

    private static List<Object> over(JsonObject schema) {
        var values = new ArrayList<Object>();
        if (schema.containsKey("maxLength") && !schema.containsKey("pattern")) {
            values.add("é".repeat(schema.getInteger("maxLength") + 1));
        }
        if (schema.containsKey("maximum")) {
            values.add(schema.getLong("maximum") + 2);
            values.add(schema.getLong("minimum") - 1);
        }
        if (schema.containsKey("maxItems")) {
            values.add(entries(schema, schema.getInteger("maxItems") + 1));
        }
        if (schema.containsKey("enum")) {
            values.add("anotherWord");
        }
        return values;
    }

    private static List<Object> within(JsonObject schema) {
        var values = new ArrayList<Object>();
        if (schema.containsKey("maximum")) {
            values.add(schema.getLong("maximum"));
            values.add(schema.getLong("minimum"));
        }
        if (schema.containsKey("maxLength") && schema.getInteger("maxLength") < 20_000
            && !schema.containsKey("pattern")) {
            values.add("w".repeat(schema.getInteger("maxLength")));
        }
        if (schema.containsKey("maxItems")) {
            values.add(entries(schema, schema.getInteger("maxItems")));
        }
        if (schema.containsKey("enum")) {
            values.addAll(schema.getJsonArray("enum").getList());
        }
        return values;
    }

    private static JsonArray entries(JsonObject schema, int count) {
        var list = new JsonArray();
        for (int i = 0; i < count; i++) {
            list.add(schema.getJsonObject("items").encode().contains("Attachment")
                ? new JsonObject().put("name", "a").put("type", "image/png").put("size", 1)
                    .put("url", "https://example.org/a") : "id" + i);
        }
        return list;
    }

    private static void refuses(Offer<?> offer, JsonObject body, FailureType type, String why) {
        var refused = assertThrows(RefusedException.class, () -> offer.reader().apply(new Fields(body)),
            () -> name(offer) + ", " + why + ": " + body);
        if (type != null) {
            assertEquals(type, refused.refusal().type(), () -> name(offer) + ", " + why + ": " + body);
        }
    }

    /** A body with what is required, as plain as can be. */
    private static JsonObject complete(Resource row) {
        var body = new JsonObject();
        row.fields().stream().filter(Field::required).forEach(field -> body.put(field.name(),
            switch (field.schema().getString("type", "")) {
                case "integer" -> field.schema().getValue("minimum");
                case "array" -> new JsonArray().add("ana");
                default -> field.schema().containsKey("enum")
                    ? field.schema().getJsonArray("enum").getValue(0) : "word";
            }));
        switch (row.operation()) {
            case "notifications.read" -> body.put("upTo", 1);
            case "session.revoke" -> body.put("jti", "t1");
            default -> { }
        }
        return body;
    }

    private Object sample(Resource row) {
        var properties = new JsonObject();
        var required = new JsonArray();
        row.fields().forEach(field -> {
            properties.put(field.name(), field.schema());
            if (field.required()) {
                required.add(field.name());
            }
        });
        return samples.valid("", new JsonObject().put("type", "object").put("properties", properties)
            .put("required", required));
    }

    private static JsonObject alone(String name, JsonObject body) {
        var apart = ONE_OF.getOrDefault(name, Set.of());
        var given = apart.stream().filter(body::containsKey).skip(1).toList();
        given.forEach(body::remove);
        return body;
    }

    private static String name(Offer<?> offer) {
        return offer.address() + " " + offer.action();
    }
}
