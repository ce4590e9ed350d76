package dev.parley.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code --key value} pairs of a command line. Faults are IllegalArgumentExceptions with a sentence. */
final class Arguments {

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the line; a key that is not among the known ones is a fault. */
    static Arguments parse(String[] line, Set<String> known) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < line.length; i += 2) {
            if (!line[i].startsWith("--") || !known.contains(line[i].substring(2))) {
                throw new IllegalArgumentException(
                    "\"" + line[i] + "\" is not an option; --help lists them.");
            }
            if (i + 1 == line.length) {
                throw new IllegalArgumentException("Option " + line[i] + " has no value.");
            }
            values.put(line[i].substring(2), line[i + 1]);
        }
        return new Arguments(values);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A whole number not below the least. */
    int number(String key, int otherwise, int least) {
        return (int) decimal(key, otherwise, least);
    }

    /** A number not below the least. */
    double decimal(String key, double otherwise, double least) {
        var text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Double.parseDouble(text);
            if (number >= least && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException fault) {
            // Said below.
        }
        throw new IllegalArgumentException("Option --" + key + " must be a number from " + least + " on.");
    }
}
