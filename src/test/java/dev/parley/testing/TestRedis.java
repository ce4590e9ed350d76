package dev.parley.testing;

import dev.parley.config.RedisSettings;
import dev.parley.config.SettingsReader;
import dev.parley.embedded.RedisServer;

/**
 * The real Redis of this JVM's tests: started by the first that asks, stopped with the JVM. Its keys are
 * shared: each test names its own. A test that stops Redis starts one of its own. The first call blocks: not
 * on an event loop.
 */
public final class TestRedis {

    private TestRedis() {
    }

    /** How the shared server is reached. */
    public static RedisSettings settings() {
        return Running.SERVER.reachedBy(SettingsReader.forTests().redis());
    }

    /** The server, once somebody asks. */
    private static final class Running {

        static final RedisServer SERVER = RedisServer.start(TestFolders.of("redis"), 0, false);

        static {
            TestFolders.endWithJvm("redis", SERVER);
        }
    }
}
