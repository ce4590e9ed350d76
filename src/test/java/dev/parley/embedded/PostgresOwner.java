package dev.parley.embedded;

import dev.parley.console.Console;
import java.nio.file.Path;

/** A program that starts a PostgreSQL in the folder of its first argument, and lives until it is killed. */
final class PostgresOwner {

    private PostgresOwner() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        PostgresServer.start(Path.of(arguments[0]), 0, false);
        Console.say("started");
        Thread.currentThread().join();
    }
}
