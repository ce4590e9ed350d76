package dev.parley;

import dev.parley.config.Settings;
import dev.parley.embedded.PostgresServer;
import dev.parley.embedded.RedisServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL and Redis that a node starts for itself when its settings say so. */
final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private Servers() {
    }

    /** Starts what is to be embedded and gives the settings that reach it. Blocks. */
    static Settings start(Settings settings, Endings endings) {
        var reached = settings;
        if (settings.postgres().embedded()) {
            var folder = settings.postgres().dataDirectory();
            var server = PostgresServer.start(folder, 0, true);
            endings.add("stop PostgreSQL", server::close);
            LOG.info("PostgreSQL runs on port {}; it keeps its data in {}", server.port(), folder);
            reached = reached.with(server.reachedBy(settings.postgres()));
        }
        endings.check();
        if (settings.redis().embedded()) {
            var folder = settings.redis().dataDirectory();
            var server = RedisServer.start(folder, 0, true);
            endings.add("stop Redis", server::close);
            LOG.info("Redis runs on port {}; it keeps its data in {}", server.port(), folder);
            reached = reached.with(server.reachedBy(settings.redis()));
        }
        endings.check();
        return reached;
    }
}
