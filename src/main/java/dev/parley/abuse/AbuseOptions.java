package dev.parley.abuse;

import dev.parley.console.Arguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of a run.
 *
 * @param attacks what the server goes through
 * @param seed    of every choice made by chance
 * @param people  good clients
 * @param rate    posts per second of all of them
 * @param seconds of each attack; half of that is measured before, and a rehearsal is not measured
 * @param timed   whether it counts how long messages take
 * @param json    where the outcome is written, too
 * @param folder  where the server's log and data go
 */
record AbuseOptions(Set<Attack> attacks, long seed, int people, int rate, int seconds, boolean timed,
                    Optional<Path> json, Path folder) {

    static final String HELP = """
        Attacks a server process in many ways while good clients talk on it, and shows that they hardly
        notice. Each attack is made twice: shortly, so that its code is compiled, and then it counts.

        abuse [--attacks all] [--seed N] [--people 500] [--rate 100] [--seconds 60] [--timed true]
              [--json FILE] [--folder target/abuse]

        Ends with status 1 when, while an attack goes on, the good clients' p99 is above twice that of before
        (and above 25 ms), one of them lost its connection, or a message, or the server's memory grew by more
        than 256 MiB, or its heap kept more than 48 MiB. The attacks: %s.
        """.formatted(Arrays.stream(Attack.values()).map(Attack::word).collect(Collectors.joining(", ")));

    private static final Set<String> KNOWN =
        Set.of("attacks", "seed", "people", "rate", "seconds", "timed", "json", "folder");

    /** Throws {@link IllegalArgumentException} with a sentence when an argument is not understood. */
    static AbuseOptions parse(List<String> line) {
        var given = Arguments.parse(line, KNOWN);
        return new AbuseOptions(given.several("attacks", Attack.class, Attack::word), given.seed(),
            given.number("people", 500, 1), given.number("rate", 100, 1), given.number("seconds", 60, 1),
            given.choice("timed", "true", "false"), given.text("json").map(Path::of),
            given.path("folder", "target/abuse"));
    }
}
