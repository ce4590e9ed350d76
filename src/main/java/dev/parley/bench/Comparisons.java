package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** Several comparisons as one report. */
record Comparisons(List<Comparison> all) implements Report {

    @Override
    public String text() {
        return all.stream().map(Comparison::text).collect(Collectors.joining());
    }

    @Override
    public JsonObject json() {
        return new JsonObject()
            .put("comparisons", new JsonArray(all.stream().map(Comparison::json).toList()));
    }

    @Override
    public boolean kept() {
        return all.stream().allMatch(Comparison::kept);
    }
}
