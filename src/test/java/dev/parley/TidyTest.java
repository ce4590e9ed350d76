package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The style of docs/contributing.md as a law: sizes, names, and words that mark unfinished work. */
class TidyTest {

    private static final int FILE_LINES_MAX = 250;
    private static final int METHOD_LINES_MAX = 40;
    private static final int LINE_MAX = 110;
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 6;

    /** Files that may be longer, each with its reason. The list may only shrink. */
    private static final Map<String, String> LONG_FILES = Map.of();

    private static final Pattern FORBIDDEN_NAME =
        Pattern.compile(".*(Manager|Helper|Utils?|Impl|Service|Processor|Data|Info)\\.java");
    private static final Pattern FORBIDDEN_PACKAGE =
        Pattern.compile("package dev\\.parley\\..*\\b(util|common|model)\\b.*");
    private static final Pattern UNFINISHED =
        Pattern.compile("\\b(TODO|FIXME|XXX)\\b|printStackTrace\\(|@Disabled");
    private static final Pattern METHOD = Pattern.compile(
        "^ {4,8}(?!return|new|else|throw|case)[\\w<>\\[\\],.?@ ]+ \\w+\\(.*\\{$"
        + "|^ {4,8}[\\w<>\\[\\],.?@ ]+ \\w+\\([^;{]*,?$");
    private static final Pattern INNER_TYPE = Pattern.compile("\\b(class|interface|record|enum) \\w+");
    private static final Pattern TYPE = Pattern.compile(
        "^(public |sealed |non-sealed |abstract |final |static )*"
        + "(class|interface|record|enum|@interface) \\w+.*");

    @Test
    void filesAreShort() {
        assertNone(sources().filter(file -> !LONG_FILES.containsKey(file.getFileName().toString()))
            .filter(file -> lines(file).size() > FILE_LINES_MAX)
            .map(file -> file + " has " + lines(file).size() + " lines"));
    }

    @Test
    void linesAreShort() {
        assertNone(sources().flatMap(file -> IntStream.range(0, lines(file).size())
            .filter(i -> lines(file).get(i).length() > LINE_MAX)
            .mapToObj(i -> file + ":" + (i + 1) + " has " + lines(file).get(i).length() + " characters")));
    }

    @Test
    void methodsAreShort() {
        assertNone(sources().flatMap(file -> longMethods(file).stream()));
    }

    @Test
    void namesSaySomething() {
        assertNone(sources().filter(file -> FORBIDDEN_NAME.matcher(file.getFileName().toString()).matches())
            .map(Path::toString));
        assertNone(sources()
            .filter(file -> lines(file).stream().anyMatch(l -> FORBIDDEN_PACKAGE.matcher(l).matches()))
            .map(file -> file + " is in a package that says nothing"));
    }

    @Test
    void everyMainTypeIsDefinedInASentence() {
        assertNone(mainSources().filter(file -> !file.getFileName().toString().equals("package-info.java"))
            .filter(file -> !documented(lines(file)))
            .map(file -> file + " has a top-level type without documentation"));
    }

    @Test
    void nothingIsLeftUnfinished() {
        var others = sources().filter(file -> !file.endsWith("TidyTest.java"));
        assertNone(others.flatMap(file -> lines(file).stream()
            .filter(line -> UNFINISHED.matcher(line).find())
            .map(line -> file + ": " + line.strip())));
    }

    @Test
    void onlyTheConsoleSpeaksToWhoeverStartedACommand() {
        assertNone(sources().filter(file -> !file.endsWith("console/Console.java")
                && !file.endsWith("TidyTest.java"))
            .flatMap(file -> lines(file).stream().filter(line -> line.matches(".*System\\.(out|err)\\b.*"))
                .map(line -> file + ": " + line.strip())));
    }

    @Test
    void constructorsTakeFewParameters() {
        assertNone(mainSources().flatMap(file -> wideConstructors(file).stream()));
    }

    @Test
    void theMedianFileIsShort() {
        var sizes = mainSources().map(file -> lines(file).size()).sorted().toList();
        var median = sizes.get(sizes.size() / 2);
        assertTrue(median <= 120, "median file: " + median + " lines");
    }

    private static List<String> longMethods(Path file) {
        var lines = lines(file);
        var found = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            if (!METHOD.matcher(lines.get(i)).matches() || INNER_TYPE.matcher(lines.get(i)).find()) {
                continue;
            }
            var indent = indent(lines.get(i));
            for (int j = i + 1; j < lines.size() && !ends(lines.get(j), indent); j++) {
                if (j - i == METHOD_LINES_MAX) {
                    found.add(file + ":" + (i + 1) + " is a method over " + METHOD_LINES_MAX + " lines");
                    break;
                }
            }
        }
        return found;
    }

    private static boolean ends(String line, int indent) {
        var here = indent(line);
        var closed = line.endsWith(";") || line.endsWith("}");
        return !line.isBlank() && (here < indent || here == indent && closed);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> wideConstructors(Path file) {
        var type = file.getFileName().toString().replace(".java", "");
        var text = String.join("\n", lines(file));
        var constructor = "(?m)^ {4}(?:public |private )?" + type + "\\(([^)]*)\\) *(throws \\w+ )?\\{";
        var matcher = Pattern.compile(constructor).matcher(text);
        var found = new ArrayList<String>();
        while (matcher.find() && !text.contains("record " + type)) {
            var parameters = matcher.group(1).replaceAll("<[^>]*>", "");
            if (parameters.chars().filter(c -> c == ',').count() + 1 > CONSTRUCTOR_PARAMETERS_MAX) {
                found.add(file + ": a constructor over " + CONSTRUCTOR_PARAMETERS_MAX + " parameters");
            }
        }
        return found;
    }

    private static boolean documented(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (TYPE.matcher(lines.get(i)).matches()) {
                int above = i - 1;
                while (above >= 0 && lines.get(above).startsWith("@")) {
                    above--;
                }
                return above >= 0 && lines.get(above).strip().endsWith("*/");
            }
        }
        return true;
    }

    private static void assertNone(Stream<String> faults) {
        assertEquals("", String.join("\n", faults.sorted().toList()));
    }

    private static Stream<Path> sources() {
        return Stream.concat(mainSources(), under("src/test/java"));
    }

    private static Stream<Path> mainSources() {
        return under("src/main/java");
    }

    private static Stream<Path> under(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
