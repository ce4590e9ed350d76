package dev.parley.console;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * What a command says to whoever started it: its result to the standard output, why there is none to the
 * standard error. The one place that writes there: a running server speaks through its log.
 */
public final class Console {

    private Console() {
    }

    /** Says a line of the result. */
    public static void say(String line) {
        System.out.println(line);
    }

    /** Says a line of the result, made as {@link String#formatted} makes it. */
    public static void say(String form, Object... values) {
        say(form.formatted(values));
    }

    /** Gives a text as it is, line ends included. */
    public static void print(String text) {
        System.out.print(text);
    }

    /** What a command is told while it runs, for the one who closes it. */
    public static Reader input() {
        return new InputStreamReader(System.in, StandardCharsets.UTF_8);
    }

    /** Says what is no part of the result: how far a run is, or why it fails. */
    public static void aside(String line) {
        System.err.println(line);
    }
}
