package dev.parley.console;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The {@code --key value} pairs of a command line. Faults are IllegalArgumentExceptions with a sentence. */
public final class Arguments {

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the line; a key that is not among the known ones is a fault. */
    public static Arguments parse(List<String> line, Set<String> known) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < line.size(); i += 2) {
            if (!line.get(i).startsWith("--") || !known.contains(line.get(i).substring(2))) {
                throw new IllegalArgumentException(
                    "\"" + line.get(i) + "\" is not an option; --help lists them.");
            }
            if (i + 1 == line.size()) {
                throw new IllegalArgumentException("Option " + line.get(i) + " has no value.");
            }
            values.put(line.get(i).substring(2), line.get(i + 1));
        }
        return new Arguments(values);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Where a file or folder is. */
    public Path path(String key, String otherwise) {
        return Path.of(text(key).orElse(otherwise));
    }

    /** What makes a run's choices the same again; one by chance when none is given. */
    public long seed() {
        try {
            return text("seed").map(Long::parseLong).orElseGet(System::nanoTime);
        } catch (NumberFormatException fault) {
            throw new IllegalArgumentException("Option --seed must be a whole number.", fault);
        }
    }

    /** One of two words: is it the first? */
    public boolean choice(String key, String yes, String no) {
        var given = text(key).orElse(yes);
        if (!given.equals(yes) && !given.equals(no)) {
            throw new IllegalArgumentException("Option --" + key + " must be " + yes + " or " + no + ".");
        }
        return given.equals(yes);
    }

    /** Some of an enum's constants, by their words and separated by commas; {@code all} otherwise. */
    public <E extends Enum<E>> Set<E> several(String key, Class<E> kind, Function<E, String> word) {
        var chosen = EnumSet.noneOf(kind);
        for (var name : text(key).filter(given -> !given.equals("all")).map(given -> given.split(","))
            .orElse(new String[0])) {
            chosen.add(EnumSet.allOf(kind).stream().filter(one -> word.apply(one).equals(name.strip()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(
                    "Option --" + key + " knows no \"" + name.strip() + "\".")));
        }
        return chosen.isEmpty() ? EnumSet.allOf(kind) : chosen;
    }

    /** A whole number not below the least. */
    public int number(String key, int otherwise, int least) {
        return (int) decimal(key, otherwise, least);
    }

    /** A number not below the least. */
    public double decimal(String key, double otherwise, double least) {
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
