package dev.parley.abuse;

import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A server's meters at one moment.
 *
 * @param text as {@code /metrics} tells them
 */
record Readings(String text) {

    /** The sum of all lines of that name whose labels contain the text. */
    double sum(String name, String labels) {
        return text.lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> line.contains(labels)).mapToDouble(Readings::value).sum();
    }

    /** Which limits were met since then, and how often. */
    TreeMap<String, Long> limitsSince(Readings before) {
        return text.lines().filter(line -> line.startsWith("parley_limits_total{"))
            .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
            .collect(Collectors.toMap(limit -> limit, limit -> met(limit) - before.met(limit), Long::sum,
                TreeMap::new));
    }

    private long met(String limit) {
        return Math.round(sum("parley_limits_total", "\"" + limit + "\""));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
