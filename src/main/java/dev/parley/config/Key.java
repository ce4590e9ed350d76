package dev.parley.config;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing an operator can set.
 *
 * @param name its place in the file, such as {@code http.port}: the record component that holds it
 * @param production its default in the production profile; empty = none
 * @param demo its default in the demo and test profiles
 * @param min the least value of a number
 * @param max the greatest value of a number
 * @param unit of a number; may be empty
 * @param meaning a sentence for the operator
 */
record Key(String name, String production, String demo, long min, long max, String unit, String meaning) {

    static Key text(String name, String value, String meaning) {
        return new Key(name, value, value, 0, 0, "", meaning);
    }

    static Key flag(String name, boolean value, String meaning) {
        return text(name, Boolean.toString(value), meaning);
    }

    static Key number(String name, long value, long min, long max, String unit, String meaning) {
        var text = Long.toString(value);
        return new Key(name, text, text, min, max, unit, meaning);
    }

    /** The same with another default in the demo and test profiles. */
    Key demo(Object value) {
        return new Key(name, production, Objects.toString(value), min, max, unit, meaning);
    }

    boolean dependsOnProfile() {
        return !production.equals(demo);
    }

    String defaultIn(Profile profile) {
        return profile == Profile.PRODUCTION ? production : demo;
    }

    /** The environment variable that sets it, such as {@code PARLEY_HTTP_PORT}. */
    String variable() {
        return "PARLEY_" + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_')
            .toUpperCase(Locale.ROOT);
    }

    String section() {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
    }

    String component() {
        return name.substring(name.indexOf('.') + 1);
    }
}
