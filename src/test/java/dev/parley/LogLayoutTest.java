package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLayoutTest {

    @Test
    void makesOneLineOfEachMessage() throws JoranException {
        assertTrue(line("no \"room\r\n12:00:00.000 INFO  Main all is well\u2028\u0085\u001b[31m\"", null)
            .endsWith("no \"room 12:00:00.000 INFO  Main all is well [31m\"\n"));
    }

    @Test
    void keepsWhatAFaultSaysInItsOwnLines() throws JoranException {
        var fault = new IllegalStateException("outer\n12:00:00.000 INFO  Main outer",
            new IllegalArgumentException("inner\r\n12:00:00.000 INFO  Main inner"));
        var lines = line("failed", fault).split("\n");
        assertEquals("java.lang.IllegalArgumentException: inner 12:00:00.000 INFO  Main inner", lines[1]);
        assertTrue(lines[2].startsWith("\tat dev.parley.LogLayoutTest."), lines[2]);
        for (int i = 1; i < lines.length; i++) {
            assertTrue(lines[i].startsWith("\t") || lines[i].startsWith("Wrapped by: ") || i == 1, lines[i]);
        }
    }

    /** As the program's own configuration lays it out. */
    private static String line(String message, Throwable fault) throws JoranException {
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLayoutTest.class.getResource("/logback.xml"));
        var logger = context.getLogger("dev.parley.Somebody");
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
        var event = new LoggingEvent("", logger, Level.WARN, message, fault, new Object[0]);
        var bytes = console.getEncoder().encode(event);
        context.stop();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
