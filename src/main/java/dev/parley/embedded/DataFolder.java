package dev.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * A folder of files that one running server owns. The owner is known by a lock that the operating system
 * drops with its process, so a killed owner blocks nobody, and by its process id, so that a second one can
 * be told who it is.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder, made if absent; fails with the owner's process id when it is taken. */
    static DataFolder take(Path path) {
        try {
            Files.createDirectories(path);
            var file = path.resolve("owner.lock");
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.READ);
            if (!tryLock(channel)) {
                var owner = Files.readString(file).strip();
                channel.close();
                throw new CannotStartException("The data folder " + path.toAbsolutePath()
                    + " is in use by process " + owner + "; stop it first or choose another folder.");
            }
            var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
            channel.truncate(0).write(StandardCharsets.US_ASCII.encode(pid));
            return new DataFolder(path.toAbsolutePath(), channel);
        } catch (IOException fault) {
            throw new CannotStartException("The data folder " + path.toAbsolutePath() + " cannot be used: "
                + fault.getMessage() + ".", fault);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The last lines of a server's log, for its operator; empty when there is none. */
    String lastLines(String log, int count) {
        try {
            var lines = Files.exists(resolve(log))
                ? Files.readAllLines(resolve(log)) : List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Deletes a file or folder inside this one with all it contains. */
    void delete(String name) {
        deleteAll(resolve(name));
    }

    /** Deletes a file or folder with all it contains. */
    static void deleteAll(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (var files = Files.walk(target)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
