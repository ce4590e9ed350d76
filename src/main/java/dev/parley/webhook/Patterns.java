package dev.parley.webhook;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names with {@code *} for any characters, as one question. */
final class Patterns {

    private Patterns() {
    }

    /** Whether one of them fits. */
    static Predicate<String> any(List<String> patterns) {
        return Pattern.compile(patterns.stream()
            .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
            .collect(Collectors.joining("|"))).asMatchPredicate();
    }
}
