package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that takes part in a comparison. */
enum Contender {
    /** The event bus bridge of Vert.x Web. */
    STOCK("stock bridge", new Dialect.Stock()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return ServerProcess.start(title, StockServer.class.getName(),
                List.of("{port}", Integer.toString(loops)), flags, folder.resolve("stock.log")).awaitPort();
        }
    },
    /** A broadcast on Netty alone. */
    BARE("bare Netty", new Dialect.Bare()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return ServerProcess.start(title, BareServer.class.getName(),
                List.of("{port}", Integer.toString(loops)), flags, folder.resolve("bare.log")).awaitPort();
        }
    },
    /** This project's server, with everything that a message goes through. */
    PARLEY("Parley", new Dialect.Parley()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return parley(title, folder, loops, flags);
        }
    },
    /** Its live channels without a log. */
    PARLEY_NONE("Parley none", new LiveDialect.Passing()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return parley(title, folder, loops, flags);
        }
    },
    /** Its live channels in Redis. */
    PARLEY_RECENT("Parley recent", new LiveDialect.Recent()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return parley(title, folder, loops, flags);
        }
    },
    /** The same over Socket.IO. */
    PARLEY_SOCKET_IO("Parley Socket.IO", new SocketIoDialect.Parley()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return parley(title, folder, loops, flags);
        }
    },
    /** The server of Socket.IO's authors, on Node, in one process. */
    NODE_SOCKET_IO("Node Socket.IO", new SocketIoDialect.Node()) {
        @Override
        ServerProcess start(Path folder, int loops, List<String> flags) {
            return ServerProcess.start(title, "scripts/lib/socketio.js", "src/test/js/node_modules",
                folder.resolve("node.log")).awaitPort();
        }
    };

    final String title;
    final Dialect dialect;

    Contender(String title, Dialect dialect) {
        this.title = title;
        this.dialect = dialect;
    }

    /** Starts it on a free port with so many loops for connections; it may leave its files in the folder. */
    abstract ServerProcess start(Path folder, int loops, List<String> flags);

    /** @param more settings besides, which count more */
    static ServerProcess parley(String title, Path parent, int loops, List<String> flags, String... more) {
        var folder = folderOf(parent, title);
        var arguments = new ArrayList<String>();
        List.of("profile=demo", "http.port={port}", "http.host=127.0.0.1", "instances.sockets=" + loops,
                "session.commandsPerSecond=1000000", "session.commandsBurst=1000000",
                "session.bytesPerSecond=1000000000", "session.bytesBurst=1000000000",
                "user.commandsPerSecond=1000000", "user.commandsBurst=1000000",
                "user.bytesPerSecond=1000000000", "user.bytesBurst=1000000000",
                "postgres.embedded=true", "postgres.dataDirectory=" + folder.resolve("postgres"),
                "redis.embedded=true", "redis.dataDirectory=" + folder.resolve("redis"))
            .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        List.of(more).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return ServerProcess.start(title, "dev.parley.Main", arguments, flags,
            folder.resolve("parley.log")).awaitAnswer("/health/ready");
    }

    private static Path folderOf(Path parent, String title) {
        try {
            return Files.createDirectories(parent.resolve(title.replaceAll("[ .]", "-")));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("parley-bench-");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
