package dev.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several servers for one quantity, and what their ratios should be. */
final class Comparison {

    private final String quantity;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> notes = new LinkedHashMap<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final JsonObject more = new JsonObject();

    /** A ratio of two figures and the bound that it should keep. */
    private record Ratio(String of, String to, double value, boolean atMost, double bound) {
        boolean kept() {
            return atMost ? value <= bound : value >= bound;
        }
    }

    Comparison(String quantity) {
        this.quantity = quantity;
    }

    void figure(String who, double value) {
        figures.put(who, value);
    }

    /** Further figures that no ratio is made of. */
    void note(String what, Map<String, Double> values) {
        notes.put(what, values);
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    void atMost(String of, String to, double bound) {
        ratios.add(new Ratio(of, to, figures.get(of) / figures.get(to), true, bound));
    }

    void atLeast(String of, String to, double bound) {
        ratios.add(new Ratio(of, to, figures.get(of) / figures.get(to), false, bound));
    }

    Comparison with(JsonObject details) {
        more.mergeIn(details);
        return this;
    }

    boolean kept() {
        return faults.isEmpty() && ratios.stream().allMatch(Ratio::kept);
    }

    String text() {
        var text = new StringBuilder(quantity + System.lineSeparator());
        figures.forEach((who, value) -> {
            text.append("  %-14s %,12.2f".formatted(who, value));
            notes.forEach((what, values) -> text.append("   %,.4g %s".formatted(values.get(who), what)));
            text.append(System.lineSeparator());
        });
        ratios.forEach(ratio -> text.append("  %s / %s = %.2f  (%s %.2f: %s)%n".formatted(ratio.of(),
            ratio.to(), ratio.value(), ratio.atMost() ? "at most" : "at least", ratio.bound(),
            ratio.kept() ? "kept" : "BROKEN")));
        faults.forEach(fault -> text.append("  fault: ").append(fault).append(System.lineSeparator()));
        return text.toString();
    }

    JsonObject json() {
        var list = new JsonArray();
        ratios.forEach(ratio -> list.add(new JsonObject().put("of", ratio.of()).put("to", ratio.to())
            .put("value", ratio.value()).put(ratio.atMost() ? "atMost" : "atLeast", ratio.bound())
            .put("kept", ratio.kept())));
        var json = new JsonObject().put("quantity", quantity)
            .put("figures", new JsonObject(Map.copyOf(figures)))
            .put("ratios", list).put("faults", new JsonArray(List.copyOf(faults)));
        notes.forEach((what, values) -> json.put(what, new JsonObject(Map.copyOf(values))));
        return json.mergeIn(more);
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
