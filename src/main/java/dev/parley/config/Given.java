package dev.parley.config;

/**
 * A value that somebody gave to a key.
 *
 * @param value as text; lists joined by commas
 * @param from who gave it, for the operator: the file, a variable, {@code --set}
 */
record Given(String value, String from) {
}
