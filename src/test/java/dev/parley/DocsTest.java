package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for people lead somewhere and name what there is. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern SETTING = Pattern.compile("`((?:http|auth|session|events|rooms|feed|relay"
        + "|postgres|redis|cluster|instances)\\.(?!xml|moving`|expiring`|closed`|refused`)[a-z][a-zA-Z]+)`");
    private static final Pattern FLOOR = Pattern.compile("(?m)^\\| \\d \\| ([^|]+) \\|");

    @Test
    void everyLinkLeadsSomewhere() {
        var dead = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(text(page)).results().map(found -> found.group(1))
                .filter(link -> !link.startsWith("http"))
                .filter(link -> !leads(page, link)).forEach(link -> dead.add(page + ": " + link));
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void everySettingThatIsNamedExists() {
        var keys = keys();
        var unknown = pages().stream().flatMap(page -> SETTING.matcher(text(page)).results()
            .map(found -> found.group(1)).filter(key -> !keys.contains(key))
            .map(key -> page + ": " + key)).toList();
        assertEquals(List.of(), unknown);
        assertTrue(keys.contains("feed.headCheckMs"), keys::toString);
    }

    @Test
    void everyDecisionIsListed() {
        var list = text(Path.of("docs/decisions/README.md"));
        var unlisted = pages().stream().filter(page -> page.startsWith("docs/decisions"))
            .map(page -> page.getFileName().toString())
            .filter(name -> !name.equals("README.md") && !list.contains("(" + name + ")")).toList();
        assertEquals(List.of(), unlisted);
    }

    @Test
    void everyPackageThatTheFloorsNameExists() {
        var named = FLOOR.matcher(text(Path.of("docs/architecture.md"))).results()
            .flatMap(row -> Pattern.compile("`([\\w.]+)`").matcher(row.group(1)).results())
            .map(found -> found.group(1).replace("dev.parley", "")).toList();
        assertTrue(named.size() > 10, named::toString);
        assertEquals(List.of(), named.stream()
            .filter(name -> !Files.isDirectory(Path.of("src/main/java/dev/parley", name))).toList());
    }

    /** The keys of the shipped configuration, such as {@code http.port}. */
    private static List<String> keys() {
        var keys = new ArrayList<String>();
        var group = "";
        for (var line : Reference.text().lines().toList()) {
            if (line.matches("[a-z]+:")) {
                group = line.replace(":", ".");
            } else if (line.matches(" {2}(# )?[a-zA-Z]+:.*")) {
                keys.add(group + line.replace("#", "").strip().replaceAll(":.*", ""));
            }
        }
        return keys;
    }

    private static boolean leads(Path page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As the usual places that show Markdown make them from headings. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(text(page)).results().map(MatchResult::group)
            .map(heading -> heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum}\\p{javaLetter} _-]", "").replace(' ', '-')).toList();
    }

    private static List<Path> pages() {
        try (var files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")),
                files.filter(file -> file.toString().endsWith(".md"))).sorted().toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
