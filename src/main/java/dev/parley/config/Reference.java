package dev.parley.config;

import java.util.ArrayList;
import java.util.List;

/** The shipped configuration file: every key with its default, unit and meaning. Written from the table. */
public final class Reference {

    private static final int LINE_MAX = 100;
    private static final String HEAD = """
        # Parley's settings, each with its default, unit and meaning.
        #
        # Over this file goes the environment (PARLEY_HTTP_PORT=8081 sets http.port; the value may stand
        # in a file: PARLEY_AUTH_SECRET_FILE=/run/secrets/parley), over that --set http.port=8081.
        # Lists are [a, b] here and a,b elsewhere. Relative paths start from the folder above conf/.
        # All faults are told at once; an unknown key is one. A line that begins with "# key:" is a
        # default that depends on the profile: take the # away to set it.
        """;

    private Reference() {
    }

    /** The file's text. */
    public static String text() {
        var lines = new ArrayList<String>();
        var section = "";
        for (var key : Keys.ALL) {
            if (!key.section().equals(section) && !key.section().isEmpty()) {
                section = key.section();
                lines.addAll(List.of("", "# " + Keys.SECTIONS.get(section), section + ":"));
            } else {
                lines.add("");
            }
            add(lines, key);
        }
        LiveKeys.EXAMPLE.lines().forEach(lines::add);
        return HEAD + String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, Key key) {
        var indent = key.section().isEmpty() ? "" : "  ";
        comment(lines, indent, key.meaning());
        var facts = new ArrayList<String>();
        if (key.max() > 0) {
            facts.add((key.unit().isEmpty() ? "" : key.unit() + ", ") + key.min() + " to " + key.max());
        }
        if (key.dependsOnProfile()) {
            facts.add("production: " + shown(key.production()) + ", demo and test: " + shown(key.demo()));
        }
        facts.add(key.variable());
        comment(lines, indent, String.join("; ", facts));
        var fixed = !key.dependsOnProfile() && !key.name().equals("profile");
        if (!key.name().equals(NamespaceReader.KEY)) {
            lines.add(indent + (fixed ? "" : "# ") + key.component() + ": " + shown(key.production()));
        }
    }

    private static String shown(String value) {
        return value.isEmpty() || value.equals("*") ? '"' + value + '"' : value;
    }

    private static void comment(List<String> lines, String indent, String text) {
        var line = new StringBuilder(indent).append('#');
        for (var word : text.split(" ")) {
            if (line.length() + 1 + word.length() > LINE_MAX) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append('#');
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
