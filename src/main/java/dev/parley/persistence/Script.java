package dev.parley.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A piece of SQL that makes up the schema.
 *
 * @param numbered whether it is a migration: applied once, in its turn. Otherwise it defines functions
 *     and is applied whenever its text has changed
 * @param checksum of its text
 */
record Script(String name, boolean numbered, String text, String checksum) {

    private static final String FOLDER = "/dev/parley/persistence/";
    private static final Pattern MADE = Pattern.compile("(?i)create or replace function parley\\.(\\w+)");

    /** All scripts, in the order in which they are applied. */
    static List<Script> all() {
        return read("index").lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split(" ", 2))
            .map(words -> script(words[1], words[0].equals("migration")))
            .toList();
    }

    private static Script script(String name, boolean numbered) {
        var text = read(name + ".sql");
        var sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return new Script(name, numbered, text, Long.toHexString(sum.getValue()));
    }

    /** The names of the functions that it makes. */
    List<String> functions() {
        return MADE.matcher(text).results().map(made -> made.group(1)).distinct().toList();
    }

    private static String read(String file) {
        try (var stream = Objects.requireNonNull(Script.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
