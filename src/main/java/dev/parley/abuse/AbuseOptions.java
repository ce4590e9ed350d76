package dev.parley.abuse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
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
 * @param seconds of each attack; half of that is measured before
 * @param timed   whether it counts how long messages take
 * @param json    where the outcome is written, too
 * @param folder  where the server's log and data go
 */
record AbuseOptions(Set<Attack> attacks, long seed, int people, int rate, int seconds, boolean timed,
                    Optional<Path> json, Path folder) {

    static final String HELP = """
        Attacks a server process in many ways while good clients talk on it, and shows that they hardly
        notice.

        abuse [--attacks all] [--seed N] [--people 500] [--rate 100] [--seconds 8] [--timed true]
              [--json FILE] [--folder target/abuse]

        Ends with status 1 when, while an attack goes on, the good clients' p99 is above twice that of before
        (and above 50 ms), one of them lost its connection, or a message, or the server's memory grew by more
        than 256 MiB, or its heap kept more than 48 MiB. The attacks: %s.
        """.formatted(Arrays.stream(Attack.values()).map(Attack::word).collect(Collectors.joining(", ")));

    /** Throws {@link IllegalArgumentException} with a sentence when an argument is not understood. */
    static AbuseOptions parse(List<String> arguments) {
        var options = new AbuseOptions(EnumSet.allOf(Attack.class), System.nanoTime(), 500, 100, 8, true,
            Optional.empty(), Path.of("target/abuse"));
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value; --help tells which.");
            }
            options = options.with(option, rest.next());
        }
        return options;
    }

    private AbuseOptions with(String option, String value) {
        var set = option.equals("--attacks") ? chosen(value) : attacks;
        return new AbuseOptions(set,
            option.equals("--seed") ? Long.parseLong(value) : seed,
            number(option, "--people", value, people), number(option, "--rate", value, rate),
            number(option, "--seconds", value, seconds),
            option.equals("--timed") ? Boolean.parseBoolean(value) : timed,
            option.equals("--json") ? Optional.of(Path.of(value)) : json,
            option.equals("--folder") ? Path.of(value) : folder).known(option);
    }

    private AbuseOptions known(String option) {
        if (!HELP.contains("[" + option + " ")) {
            throw new IllegalArgumentException("\"" + option + "\" is not understood; --help tells what is.");
        }
        return this;
    }

    private static int number(String option, String name, String value, int present) {
        var number = option.equals(name) ? Integer.parseInt(value) : present;
        if (number < 1) {
            throw new IllegalArgumentException("\"" + value + "\" is less than 1.");
        }
        return number;
    }

    private static Set<Attack> chosen(String value) {
        return value.equals("all") ? EnumSet.allOf(Attack.class)
            : Arrays.stream(value.split(",")).map(AbuseOptions::attack)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Attack.class)));
    }

    private static Attack attack(String word) {
        return Arrays.stream(Attack.values()).filter(one -> one.word().equals(word.strip())).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no attack \"" + word + "\"."));
    }
}
