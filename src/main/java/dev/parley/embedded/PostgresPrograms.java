package dev.parley.embedded;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this platform, unpacked into the cache of their user. */
final class PostgresPrograms {

    private final Path folder;
    private final List<String> prefix;

    private PostgresPrograms(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** Unpacks the programs unless this was done before; several processes may do it at once. */
    static PostgresPrograms unpack() {
        try {
            var packed = packed();
            var digest = MessageDigest.getInstance("SHA-256").digest(packed);
            var name = "postgres-" + HexFormat.of().formatHex(digest, 0, 8);
            var folder = BinaryCache.folder(name);
            if (!Files.isDirectory(folder)) {
                var unpacking = Files.createTempDirectory(folder.resolveSibling(""), "unpacking");
                unpack(packed, unpacking);
                publish(unpacking, folder);
            }
            return new PostgresPrograms(folder, prefix());
        } catch (IOException | NoSuchAlgorithmException fault) {
            throw new CannotStartException("PostgreSQL cannot be unpacked: " + fault.getMessage() + ".",
                fault);
        }
    }

    private static byte[] packed() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var kind = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var resource = "/postgres-" + kind + "-" + processor + ".txz";
        try (var content = PostgresPrograms.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new CannotStartException("This build has no PostgreSQL for " + kind + " on " + processor
                    + ": give postgres.embedded=false and postgres.host.");
            }
            return content.readAllBytes();
        }
    }

    private static void unpack(byte[] packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(packed)), 1 << 16))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException(entry.getName() + " points outside its archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling(""));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void publish(Path unpacked, Path folder) throws IOException {
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            DataFolder.deleteAll(unpacked);
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace makes root an ordinary user. */
    private static List<String> prefix() throws IOException {
        if (!"root".equals(System.getProperty("user.name")) || LocalProcess.windows()) {
            return List.of();
        }
        try {
            if (new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStartException("PostgreSQL does not run as root, and this system offers no user"
            + " namespaces (unshare -U): run Parley as an ordinary user.");
    }

    /** Runs a program to its end and gives its exit code; what it prints is added to the log. */
    int run(Path log, String program, List<String> arguments) throws IOException {
        return run(log, Redirect.from(nothing()), program, arguments);
    }

    /** As above, with a file as its input. */
    int run(Path log, Redirect input, String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var output = Redirect.appendTo(log.toFile());
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output)
                .redirectInput(input).start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static File nothing() {
        return new File(LocalProcess.windows() ? "NUL" : "/dev/null");
    }
}
