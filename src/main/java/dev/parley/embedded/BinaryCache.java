package dev.parley.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the servers' programs are unpacked, once per user and machine: {@code $XDG_CACHE_HOME/parley} or
 * {@code ~/.cache/parley}, else a folder of this user among the temporary files. Others can neither read nor
 * write it, since what lies there is run.
 */
final class BinaryCache {

    private BinaryCache() {
    }

    /** The cache's folder of that name, made if absent. */
    static Path folder(String name) {
        var home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(s -> !s.isBlank()).map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        try {
            return closed(home.resolve("parley")).resolve(name);
        } catch (IOException homeless) {
            var temporary = Path.of(System.getProperty("java.io.tmpdir"));
            try {
                return closed(temporary.resolve("parley-" + System.getProperty("user.name"))).resolve(name);
            } catch (IOException fault) {
                throw new CannotStartException("Nowhere to unpack " + name + ": neither " + home + " nor "
                    + temporary + " can be written.", fault);
            }
        }
    }

    /** An executable file in the cache with the content of a class path resource, unpacked once. */
    static Path executable(String name, String resource) {
        try {
            var target = Files.createDirectories(folder(name)).resolve(resource.substring(1));
            if (!Files.exists(target)) {
                var unpacked = Files.createTempFile(target.resolveSibling(""), "unpacking", null);
                try (var content = BinaryCache.class.getResourceAsStream(resource)) {
                    if (content == null) {
                        throw new IOException(resource + " is not on the class path");
                    }
                    Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
                }
                unpacked.toFile().setExecutable(true);
                Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        } catch (IOException fault) {
            throw new CannotStartException("The program of " + name + " cannot be unpacked: "
                + fault.getMessage() + ".", fault);
        }
    }

    private static Path closed(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written");
        }
        return folder;
    }
}
