package dev.parley.transport.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins modules of JavaScript into one, so that a browser fetches one file in the place of a hundred. Each
 * becomes a function that runs after those which it imports, and gives what it exports. Imports and exports
 * stand at the beginning of a line, by name; whatever else modules can do is a fault of the build.
 */
final class Linker {

    private static final Pattern IMPORT =
        Pattern.compile("(?m)^import *\\{([^}]*)} *from *['\"]([^'\"]+)['\"];?");
    private static final Pattern PASSED_ON =
        Pattern.compile("(?m)^export (\\*|\\{[^}]*}) from '([^']+)';");
    private static final Pattern DECLARED =
        Pattern.compile("(?m)^export ((?:async )?function|class|const) (\\w+)");
    private static final Pattern LISTED = Pattern.compile("(?m)(?:^|(?<=[;}]))export *\\{([^}]*)};?");
    private static final Pattern BEYOND = Pattern.compile("(?m)^(?:import|export)\\b.*|[;}]export\\b");
    private static final Pattern COMMENT = Pattern.compile("(?ms)^ */\\*\\*.*?\\*/\\R");

    private final Map<String, String> sources;
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Set<String> under = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();

    private Linker(Map<String, String> sources) {
        this.sources = sources;
    }

    /**
     * Joins a module and all that it imports.
     *
     * @param sources modules by the path under which they are served
     * @param main the path of the one that is run
     */
    static String link(Map<String, String> sources, String main) {
        var linker = new Linker(sources);
        linker.place(main);
        return linker.text.toString();
    }

    /** The name of what a module exports; the module stands in the text from then on. */
    private String place(String path) {
        var known = places.get(path);
        if (known != null) {
            return known;
        }
        if (!under.add(path)) {
            throw new IllegalStateException("modules that import one another: " + under);
        }
        var written = write(path);
        under.remove(path);
        var name = "module$" + places.size();
        places.put(path, name);
        text.append("// ").append(path).append("\nconst ").append(name).append(" = (() => {\n")
            .append(written).append("\n})();\n");
        return name;
    }

    private String write(String path) {
        var source = sources.get(path);
        if (source == null) {
            throw new IllegalStateException("no such module: " + path + ", imported by " + under);
        }
        var exports = new ArrayList<String>();
        var body = COMMENT.matcher(source).replaceAll("");
        body = IMPORT.matcher(body).replaceAll(found -> "const {" + renamed(found.group(1)) + "} = "
            + escaped(place(resolve(path, found.group(2)))) + ";");
        body = PASSED_ON.matcher(body).replaceAll(found -> {
            exports.addAll(passedOn(path, found));
            return "";
        });
        body = DECLARED.matcher(body).replaceAll(found -> {
            exports.add(found.group(2));
            return escaped(found.group(1) + " " + found.group(2));
        });
        body = LISTED.matcher(body).replaceAll(found -> {
            exports.addAll(swapped(found.group(1)));
            return "";
        });
        var beyond = BEYOND.matcher(body);
        if (beyond.find()) {
            throw new IllegalStateException(path + " cannot be joined: " + beyond.group());
        }
        return body.strip() + "\nreturn {" + String.join(", ", exports) + "};";
    }

    /** What a module exports of another one's. */
    private List<String> passedOn(String path, MatchResult found) {
        var other = place(resolve(path, found.group(2)));
        return found.group(1).equals("*") ? List.of("..." + other)
            : names(found.group(1).substring(1, found.group(1).length() - 1))
                .map(name -> name + ": " + other + "." + name).toList();
    }

    private static String resolve(String path, String name) {
        return URI.create(path).resolve(name).toString();
    }

    /** {@code a as b} of an import: the property {@code a} in a constant {@code b}. */
    private static String renamed(String list) {
        return escaped(names(list).map(name -> name.replaceAll(" +as +", ": "))
            .collect(Collectors.joining(", ")));
    }

    /** {@code a as b} of an export: the value {@code a} in a property {@code b}. */
    private static List<String> swapped(String list) {
        return names(list).map(name -> name.replaceAll("^(\\S+) +as +(\\S+)$", "$2: $1")).toList();
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private static String escaped(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
