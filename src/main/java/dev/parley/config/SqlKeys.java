package dev.parley.config;

import static dev.parley.config.Key.flag;
import static dev.parley.config.Key.number;

import java.util.List;

/** The part of the table that says how events come in by SQL. */
final class SqlKeys {

    private static final int HOUR_MS = 3_600_000;

    static final List<Key> ALL = List.of(
        flag("sql.useNotify", false, "Whether each transaction that publishes wakes the telling node at"
            + " once, by NOTIFY. Such transactions commit one after the other; false = they do not notice"
            + " each other, and that node looks every sql.pollMs."),
        number("sql.pollMs", 100, 10, 60_000, "ms", "How often the telling node looks for what was"
            + " published; one node at a time does it."),
        number("sql.batchMax", 1_000, 2, 10_000, "events", "Of one step."),
        number("sql.leaseMs", 3_000, 500, HOUR_MS, "ms",
            "How long that node may be silent before another takes over."),
        number("sql.undeclaredWaitMs", 60_000, 0, HOUR_MS, "ms", "How long what is published to an"
            + " undeclared namespace waits for one, before it becomes a dead letter."),
        number("sql.deadKeepDays", 30, 1, 36_500, "days", "How long dead letters are kept."));

    private SqlKeys() {
    }
}
