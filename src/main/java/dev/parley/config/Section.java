package dev.parley.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A map of keys and values, read key by key; what is wrong is told with its place, and the default is taken
 * instead. What nobody has asked for is a fault, too.
 */
final class Section {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)?");
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L,
        "h", 3_600_000L, "d", 86_400_000L);

    private final String place;
    private final Map<?, ?> values;
    private final BiConsumer<String, String> fault;
    private final Set<String> known = new HashSet<>();

    /** @param fault told the place of each fault and what is wrong there */
    Section(String place, Map<?, ?> values, BiConsumer<String, String> fault) {
        this.place = place;
        this.values = values;
        this.fault = fault;
    }

    boolean has(String key) {
        return values.containsKey(key) || values.keySet().stream().anyMatch(name -> below(key, name));
    }

    private static boolean below(String key, Object name) {
        return name instanceof String text && text.startsWith(key + ".");
    }

    /** A constant of the type by its name in lower case. */
    <E extends Enum<E>> E word(String key, Class<E> type, E whenAbsent) {
        var given = given(key);
        var words = Arrays.stream(type.getEnumConstants()).map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
        if (given.isEmpty()) {
            return whenAbsent;
        }
        int index = words.indexOf(given.get().toString());
        if (index < 0) {
            wrong(key, "must be " + String.join(", ", words.subList(0, words.size() - 1)) + " or "
                + words.getLast() + ", not \"" + given.get() + "\".");
            return whenAbsent;
        }
        return type.getEnumConstants()[index];
    }

    boolean flag(String key) {
        var given = given(key).orElse(false);
        if (given instanceof Boolean value) {
            return value;
        }
        wrong(key, "must be true or false, not \"" + given + "\".");
        return false;
    }

    long number(String key, long whenAbsent, long min, long max) {
        var given = given(key);
        if (given.isEmpty()) {
            return whenAbsent;
        }
        if (given.get() instanceof Integer || given.get() instanceof Long) {
            long value = ((Number) given.get()).longValue();
            if (value >= min && value <= max) {
                return value;
            }
        }
        wrong(key, "must be a whole number from " + min + " to " + max + ", not \"" + given.get() + "\".");
        return whenAbsent;
    }

    /** Milliseconds, from a text such as {@code 30s}, {@code 12h} or {@code 7d}; without a unit ms. */
    long duration(String key, String whenAbsent) {
        var given = given(key).map(value -> value.toString().strip()).orElse(whenAbsent);
        var read = DURATION.matcher(given);
        if (!read.matches()) {
            wrong(key, "must be a time such as 30s, 10m, 12h or 7d, not \"" + given + "\".");
            read = DURATION.matcher(whenAbsent);
            read.matches();
        }
        return Long.parseLong(read.group(1)) * UNITS.get(Optional.ofNullable(read.group(2)).orElse("ms"));
    }

    Optional<String> text(String key) {
        return given(key).map(String::valueOf).filter(text -> !text.isBlank());
    }

    /** A section of this one, its keys below it or written with a point between; empty when absent. */
    Section inner(String key) {
        var given = given(key).orElse(Map.of());
        if (!(given instanceof Map<?, ?>)) {
            wrong(key, "must hold keys of its own.");
        }
        var all = new LinkedHashMap<Object, Object>(given instanceof Map<?, ?> map ? map : Map.of());
        values.forEach((name, value) -> {
            if (below(key, name)) {
                known.add(name.toString());
                all.put(name.toString().substring(key.length() + 1), value);
            }
        });
        return new Section(place + "." + key, all, fault);
    }

    /** Tells of all keys that nobody has asked for. */
    void nothingElse() {
        values.keySet().stream().map(String::valueOf).filter(key -> !known.contains(key)).sorted()
            .forEach(key -> wrong(key, "is no key." + Nearest.hint(Nearest.to(key, List.copyOf(known)))));
    }

    void law(String key, boolean kept, String why) {
        if (!kept) {
            wrong(key, why);
        }
    }

    private Optional<Object> given(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private void wrong(String key, String why) {
        fault.accept(place + "." + key, why);
    }
}
