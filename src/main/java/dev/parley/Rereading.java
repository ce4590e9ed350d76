package dev.parley;

import dev.parley.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings as they are now: read again when their file has changed and come to rest, because a file may
 * be seen while it is written. Its calls block, and come one after the other.
 */
final class Rereading implements Supplier<Settings> {

    private final Optional<Path> file;
    private final Supplier<Settings> reader;
    private Settings last;
    private String used;
    private String seen;

    /**
     * @param file   empty = there is none, and nothing changes
     * @param first  as they were read at first
     * @param reader reads them
     */
    Rereading(Optional<Path> file, Settings first, Supplier<Settings> reader) {
        this.file = file;
        this.reader = reader;
        this.last = first;
        this.used = state();
        this.seen = used;
    }

    @Override
    public Settings get() {
        var state = state();
        var rests = state.equals(seen);
        seen = state;
        if (rests && !state.equals(used)) {
            used = state;
            last = reader.get();
        }
        return last;
    }

    private String state() {
        try {
            return file.isEmpty() ? "" : Files.getLastModifiedTime(file.get()) + " " + Files.size(file.get());
        } catch (IOException absent) {
            return "absent";
        }
    }
}
