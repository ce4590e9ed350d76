package dev.parley.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What there is to know about server processes of this machine that are not our children. */
final class LocalProcess {

    private static final long STOP_WAIT_MS = 10_000;
    private static final long POLL_MS = 5;

    private LocalProcess() {
    }

    /**
     * The living process whose id stands in the first line of the file, if it runs the named program; ids are
     * given again after a restart of the machine, so the name is looked at too.
     */
    static Optional<ProcessHandle> named(Path pidFile, String program) {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).filter(LocalProcess::runs)
                .filter(process -> process.info().command().map(c -> c.contains(program)).orElse(false));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it still runs: one that has ended but that its parent never asks about does not. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /**
     * Asks a process to end by a signal, waits at most ten seconds, then ends it by force. Blocks: a process
     * that is not our child tells nobody that it has ended.
     */
    static void stop(ProcessHandle process, String signal) {
        try {
            if (windows()) {
                process.destroy();
            } else {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            }
            var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_WAIT_MS);
            while (runs(process)) {
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                }
                Thread.sleep(POLL_MS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException fault) {
            throw new CannotStartException("Process " + process.pid() + " could not be stopped: "
                + fault.getMessage() + ".", fault);
        }
    }

    /** The wanted TCP port of the loopback address, or any free one for 0; fails when it is taken now. */
    static int claimPort(int wanted, String whose) {
        if (wanted == 0) {
            return FreePorts.next();
        }
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new CannotStartException("Port " + wanted + " of the embedded " + whose
                + " cannot be used: " + fault.getMessage() + ".", fault);
        }
    }

    static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
