package dev.parley.config;

import static dev.parley.config.Key.number;

import java.util.List;

/** What can be set about live state. */
final class StateKeys {

    private static final int KIB = 1_024;

    static final List<Key> ALL = List.of(
        number("state.keysMax", 5_000, 1, 100_000, "keys",
            "Of one channel; so many removed ones are remembered with their versions, too."),
        number("state.keyCharactersMax", 128, 1, 256, "code points", "Of a key."),
        number("state.valueBytesMax", 16 * KIB, 64, 1_024 * KIB, "bytes", "Of one value as JSON text."),
        number("state.bytesMax", 512 * KIB, 1_024, 16 * 1_024 * KIB, "bytes", "Of all keys and values of a"
            + " channel. Well below session.outboxBytesMax: a client gets all of it at once."),
        number("state.opsMax", 100, 1, 1_000, "ops", "In one change."),
        number("state.changeBytesMax", 64 * KIB, 1_024, 16 * 1_024 * KIB, "bytes",
            "Of the values that one change tells of."));

    private StateKeys() {
    }
}
