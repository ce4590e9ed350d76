package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process costs, as Linux tells in {@code /proc} (proc(5)).
 *
 * @param pid the process
 */
record ProcessGauge(long pid) {

    private static final long TICK_MS = 10;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Processor time used since the process began, user and system. */
    Duration cpu() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return Duration.ofMillis(ticks * TICK_MS);
    }

    /** The same in nanoseconds, of a process with one thread. */
    long onCpuNanos() {
        return Long.parseLong(read("schedstat").split(" ")[0]);
    }

    /** Memory in RAM, in bytes. */
    long resident() {
        return read("status").lines().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024).findFirst().orElse(0);
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException fault) {
            throw new UncheckedIOException("Process " + pid + " cannot be looked at.", fault);
        }
    }
}
