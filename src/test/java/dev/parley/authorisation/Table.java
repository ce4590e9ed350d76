package dev.parley.authorisation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table of who may what, one line for each thing that can be asked.
 *
 * @param all   every line of its file, remarks too
 * @param lines those that ask something
 */
record Table(List<String> all, List<Line> lines) {

    private static final String READS = "# Reads: ";

    static Table commands() {
        return read("commands.txt", true);
    }

    static Table channels() {
        return read("channels.txt", false);
    }

    /** The commands that change nothing. */
    List<String> reads() {
        return lines.stream().filter(line -> line.body().contains("$room")).map(Line::asked)
            .filter(asked -> all.stream().filter(line -> line.startsWith(READS))
                .anyMatch(line -> List.of(line.substring(READS.length()).split(", ")).contains(asked)))
            .distinct().toList();
    }

    /** The same with other outcomes, those of the lines in their order. */
    Table with(List<String> outcomes) {
        var changed = new ArrayList<>(all);
        for (int i = 0; i < lines.size(); i++) {
            var text = all.get(lines.get(i).number());
            var said = lines.get(i).outcomes().isEmpty() ? text.strip() + " |"
                : text.substring(0, text.lastIndexOf('|') + 1);
            changed.set(lines.get(i).number(), said + " " + outcomes.get(i));
        }
        return new Table(changed, lines);
    }

    /** The same, but only some of it is asked. */
    Table only(Predicate<Line> wanted) {
        return new Table(all, lines.stream().filter(wanted).toList());
    }

    String text() {
        return String.join("\n", all);
    }

    private static Table read(String name, boolean commands) {
        try (var in = Table.class.getResourceAsStream("/authorisation/" + name)) {
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            var lines = new ArrayList<Line>();
            for (int i = 0; i < all.size(); i++) {
                if (!all.get(i).isBlank() && !all.get(i).startsWith("#")) {
                    lines.add(Line.of(i, all.get(i), commands));
                }
            }
            return new Table(all, lines);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
