package dev.parley.authorisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.protocol.Channels;
import dev.parley.testing.TestNodes;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what, asked of a real node over real connections: every command of its table and every kind of
 * channel, for every standing in every kind of room.
 */
class MatrixTest {

    private static final Pattern COUNTED = Pattern.compile(
        "parley_command_seconds_count\\{action=\"([^\"]+)\",address=\"([^\"]+)\".*");

    private static TestNodes nodes;
    private static final Vertx VERTX = Vertx.vertx();
    private static Door bridge;
    private static Crew crew;
    private static int port;

    @BeforeAll
    static void begin() {
        nodes = TestNodes.start(1, "session.commandsPerSecond=1000000", "session.commandsBurst=1000000",
            "user.commandsPerSecond=1000000", "user.commandsBurst=1000000",
            "address.commandsPerSecond=1000000", "address.commandsBurst=1000000",
            "session.signInMs=600000");
        port = URI.create(nodes.urls().getFirst()).getPort();
        bridge = Door.bridge(VERTX, port);
        crew = new Crew(bridge, bridge);
    }

    @AfterAll
    static void end() {
        crew.close();
        Crew.await(VERTX.close());
        nodes.close();
    }

    @Test
    void everyCommandOfARunningNodeHasItsLine() {
        var said = Table.commands().lines().stream().map(Line::asked)
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(commands(), said, "the table of commands and that of who may what must name the same");
    }

    @Test
    void everyKindOfChannelHasItsLine() throws IllegalAccessException {
        var channels = Table.channels().lines().stream().map(Line::asked).toList();
        for (var field : Channels.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                var kind = (String) field.get(null);
                assertEquals(true, channels.stream().anyMatch(name -> name.startsWith(kind)
                    || kind.equals(Channels.DIRECT) && name.contains("$room")), kind);
            }
        }
    }

    @Test
    void everyCommandIsGrantedAndRefusedAsTheTableSays() {
        var table = Table.commands();
        assertEquals(table.text(), table.with(new Trial(crew, "c", table.reads())
            .commands(table.lines())).text());
    }

    @Test
    void everyChannelIsOpenAndShutAsTheTableSays() {
        var table = Table.channels();
        assertEquals(table.text(), table.with(new Trial(crew, "r", List.of())
            .channels(table.lines(), Speaker::register)).text());
        var signedIn = table.only(line -> !line.asked().equals(Channels.SESSION));
        assertEquals(signedIn.text(), signedIn.with(new Trial(crew, "s", List.of())
            .channels(signedIn.lines(), Speaker::sync)).text());
    }

    @Test
    void socketIoGrantsAndRefusesTheSame() {
        try (var others = new Crew(bridge, Door.socketIo(VERTX, port))) {
            var commands = Table.commands();
            assertEquals(commands.text(), commands.with(new Trial(others, "ic", commands.reads())
                .commands(commands.lines())).text());
            var channels = Table.channels();
            assertEquals(channels.text(), channels.with(new Trial(others, "ir", List.of())
                .channels(channels.lines(), Speaker::register)).text());
        }
    }

    @Test
    void theHttpApiGrantsAndRefusesTheSame() {
        var operations = Door.operations(VERTX, port);
        try (var others = new Crew(bridge, Door.http(VERTX, port, operations))) {
            var all = Table.commands();
            var table = all.only(line -> !line.alone() && operations.know(line));
            assertTrue(table.lines().size() > all.lines().size() * 2 / 3, "asked: " + table.lines().size());
            assertEquals(table.text(), table.with(new Trial(others, "hc", table.reads())
                .commands(table.lines())).text());
        }
    }

    /** The table of a running node, as its metrics name it: each command is there before it is asked. */
    private static Set<String> commands() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(nodes.urls().getFirst() + "/metrics")).build();
            var found = new TreeSet<String>();
            for (var line : client.send(request, BodyHandlers.ofString()).body().split("\n")) {
                var counted = COUNTED.matcher(line);
                if (counted.matches() && !counted.group(2).equals("unknown")) {
                    found.add(counted.group(2) + " " + counted.group(1));
                }
            }
            return found;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }
}
