package dev.parley.transport.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Makes requests by chance out of a document, sends them, and lets the document judge the answers. */
final class RandomRequests {

    private static final String ROOT = "/api/v1";
    private static final int BODY_MAX = 262_144;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PURGE");
    private static final List<String> CONTENTS = List.of("{", "[]", "null", "7", "\"x\"", "{\"a\":}",
        "\u00ff",
        "[".repeat(5000), "{\"a\":".repeat(300) + "1" + "}".repeat(300), "{\"text\":\"\\ud800\"}", "{}{}");

    private final Random random;
    private final ApiContract contract;
    private final ApiClient client;
    private final Samples samples;
    private List<String> users = List.of();

    RandomRequests(Random random, ApiContract contract, ApiClient client) {
        this.random = random;
        this.contract = contract;
        this.client = client;
        this.samples = new Samples(random, contract.schemas());
    }

    /**
     * What became of a request.
     *
     * @param told   the request and its answer, for people
     * @param faults what the document does not allow in it
     */
    record Outcome(int status, String told, List<String> faults) {
    }

    /** Founds rooms that nobody has spoilt yet. */
    void begin(int epoch) {
        users = List.of("ana-" + epoch, "bob-" + epoch, "cleo-" + epoch);
        var rooms = List.of("r1-" + epoch, "r2-" + epoch);
        var messages = List.of("m1-" + epoch, "m2-" + epoch, "m3-" + epoch);
        samples.about(rooms, messages, users);
        for (var room : rooms) {
            must("POST", "/rooms", new JsonObject().put("id", room).put("name", room)
                .put("visibility", "public").put("members", users.subList(1, 2)));
            for (var message : messages) {
                var body = new JsonObject().put("id", message).put("text", "Word " + message);
                must("POST", "/rooms/" + room + "/messages", body);
            }
        }
    }

    private void must(String method, String path, JsonObject body) {
        var answer = client.ask(method, ROOT + path, Map.of("Authorization", "Bearer "
            + ApiClient.token(users.getFirst(), 600), "Content-Type", "application/json"), body.encode());
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
    }

    Outcome ask(ApiContract.Operation operation) {
        var headers = new HashMap<String, String>();
        var signedIn = authorise(headers);
        var path = path(operation);
        var method = method(operation);
        var body = body(operation, headers);
        var answer = client.ask(method, ROOT + path, headers, body);
        var told = method + " " + path + " " + headers.keySet() + " " + shown(body) + "\n  " + answer.status()
            + " " + shown(answer.body());
        return new Outcome(answer.status(), told, judge(operation, method, answer, signedIn, path));
    }

    private List<String> judge(ApiContract.Operation operation, String method, ApiClient.Answer answer,
                               boolean signedIn, String path) {
        var faults = new ArrayList<String>();
        var allowed = contract.methods(operation.path());
        var judged = method.equals("HEAD") ? "GET" : method;
        if (answer.status() >= 500) {
            faults.add("a fault of the server");
        } else if (path.contains("/nowhere")) {
            lost(answer, method, faults);
        } else if (!allowed.contains(judged)) {
            notAllowed(allowed, answer, faults);
        } else {
            var asked = contract.operation(operation.path(), judged);
            faults.addAll(contract.faults(asked, answer.status(), answer.headers(), answer.body(),
                method.equals("HEAD")));
            if (!signedIn && answer.status() < 400) {
                faults.add("done for a stranger");
            }
        }
        return faults;
    }

    private void lost(ApiClient.Answer answer, String method, List<String> faults) {
        if (answer.status() < 400) {
            faults.add("done at a place that is not there");
        } else if (!method.equals("HEAD")) {
            faults.addAll(contract.problemFaults(answer.headers(), answer.body()));
        }
    }

    private void notAllowed(List<String> allowed, ApiClient.Answer answer, List<String> faults) {
        if (answer.status() != 405) {
            faults.add("a method that is not there");
            return;
        }
        faults.addAll(contract.problemFaults(answer.headers(), answer.body()));
        var told = new TreeSet<>(List.of(answer.headers().get("Allow").split(", ")));
        told.removeAll(List.of("HEAD", "OPTIONS"));
        if (!told.equals(new TreeSet<>(allowed))) {
            faults.add("Allow says " + told + ", the document " + allowed);
        }
    }

    /** True when whoever asks is somebody. */
    private boolean authorise(Map<String, String> headers) {
        var user = samples.pick(users);
        var chance = random.nextInt(100);
        if (chance < 3) {
            return false;
        }
        headers.put("Authorization", chance < 5 ? samples.pick(List.of("Bearer", "Basic YTpi", "Bearer x.y.z",
            "Bearer backend~wrong", "Bearer nobody~x", "Bearer ~")) : chance < 8
            ? "Bearer " + ApiClient.token(user, -60) : "Bearer " + (chance < 25 ? ApiClient.KEY
            : chance < 40 ? ApiClient.token("root", 600, "admin") : ApiClient.token(user, 600)));
        if (chance >= 8 && chance < 22) {
            headers.put("Parley-As", random.nextInt(20) == 0 ? "no/id" : user);
            if (random.nextBoolean()) {
                headers.put("Parley-As-Name", samples.pick(List.of("Zo%C3%AB", "%FF", "%00", "Ana B", "%")));
            }
        }
        return chance >= 8;
    }

    private String method(ApiContract.Operation operation) {
        return switch (random.nextInt(40)) {
            case 0 -> samples.pick(METHODS);
            case 1 -> operation.method().equals("GET") ? "HEAD" : operation.method();
            default -> operation.method();
        };
    }

    private String path(ApiContract.Operation operation) {
        var path = operation.path();
        var query = new ArrayList<String>();
        var wild = random.nextInt(10) == 0;
        for (var one : operation.described().getJsonArray("parameters")) {
            var parameter = contract.resolve((JsonObject) one);
            var name = parameter.getString("name");
            var schema = parameter.getJsonObject("schema");
            switch (parameter.getString("in")) {
                case "path" -> path = path.replace("{" + name + "}", encode(wild ? samples.wild()
                    : samples.valid(name, schema), "x"));
                case "query" -> ask(query, name, wild && random.nextBoolean() ? samples.wild()
                    : samples.valid(name, schema), parameter.getBoolean("required"));
                default -> { }
            }
        }
        if (random.nextInt(50) == 0) {
            query.add(samples.pick(List.of("token=x", "key=x", "a=%zz", "%", "a=%ff", "unknown=1", "=", "&&",
                "limit=1&limit=2", "after=")));
        }
        var place = random.nextInt(60) == 0 ? samples.pick(List.of("/nowhere", path + "/nowhere",
            path + "/nowhere/%zz")) : path;
        return query.isEmpty() ? place : place + "?" + String.join("&", query);
    }

    private void ask(List<String> query, String name, Object value, boolean required) {
        if (required && random.nextInt(30) > 0 || random.nextInt(4) == 0) {
            if (value instanceof JsonArray list) {
                list.forEach(one -> query.add(name + "=" + encode(one, "")));
            } else {
                query.add(name + "=" + encode(value, ""));
            }
        }
    }

    private static String encode(Object value, String empty) {
        var text = String.valueOf(value);
        return text.isEmpty() ? empty : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String body(ApiContract.Operation operation, Map<String, String> headers) {
        if (random.nextInt(10) == 0) {
            headers.put("Idempotency-Key", samples.pick(List.of("k1", "k2", "not valid", "é")));
        }
        if (random.nextInt(10) == 0) {
            headers.put("If-Match", samples.pick(List.of("\"1\"", "\"2-ab\"", "*", "W/\"1\"", "\"x\"",
                "\"1\", \"2\"")));
        }
        if (random.nextInt(10) == 0) {
            headers.put("If-None-Match", samples.pick(List.of("*", "\"1\"", "x")));
        }
        var content = operation.described().getJsonObject("requestBody");
        if (content == null) {
            return random.nextInt(30) == 0 ? "{\"a\":1}" : "";
        }
        var schema = content.getJsonObject("content").getJsonObject("application/json")
            .getJsonObject("schema");
        headers.put("Content-Type", random.nextInt(30) == 0 ? samples.pick(List.of("text/plain", "",
            "application/xml", "application/json; charset=latin1")) : samples.pick(List.of("application/json",
            "application/json; charset=UTF-8", "application/merge-patch+json")));
        return switch (random.nextInt(20)) {
            case 0 -> samples.pick(CONTENTS);
            case 1 -> random.nextInt(10) == 0 ? "\"" + "x".repeat(BODY_MAX) + "\"" : "";
            case 2, 3, 4, 5 -> samples.nearly(schema).encode();
            default -> believable((JsonObject) samples.valid("", schema)).encode();
        };
    }

    /** A token that is one, where a token is asked for. */
    private JsonObject believable(JsonObject body) {
        return body.containsKey("token") && random.nextBoolean()
            ? body.put("token", ApiClient.token(samples.pick(users), 600)) : body;
    }

    private static String shown(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
