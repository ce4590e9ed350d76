package dev.parley.transport.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The names of all files in a folder of the class path, whether it stands on a disk or in a jar. */
final class Folder {

    private Folder() {
    }

    /**
     * Lists them, those of folders inside too, in alphabetical order.
     *
     * @param folder such as {@code webroot/app}: its absence is a fault of the build
     * @return relative to the folder, with slashes
     */
    static List<String> files(String folder) {
        var found = Folder.class.getClassLoader().getResource(folder);
        if (found == null) {
            throw new IllegalStateException("not on the class path: " + folder);
        }
        try {
            return list(found.toURI());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> list(URI uri) throws IOException {
        if (!uri.getScheme().equals("jar")) {
            return walk(Path.of(uri));
        }
        var place = uri.toString().split("!", 2);
        try (var jar = FileSystems.newFileSystem(Path.of(URI.create(place[0].substring("jar:".length()))),
            Map.of())) {
            return walk(jar.getPath(place[1]));
        }
    }

    private static List<String> walk(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                .map(file -> root.relativize(file).toString().replace('\\', '/')).sorted().toList();
        }
    }
}
