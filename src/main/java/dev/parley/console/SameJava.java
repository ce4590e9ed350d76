package dev.parley.console;

import java.nio.file.Path;

/** The Java that runs this command, for the processes that it starts. */
public final class SameJava {

    private SameJava() {
    }

    /** Where a program of it is, such as {@code java} or {@code jcmd}. */
    public static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Its class path. A test runner starts its own JVM with a jar that only names the real one. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
