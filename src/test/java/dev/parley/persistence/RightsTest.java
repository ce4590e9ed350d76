package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.log.Door;
import dev.parley.log.Opening;
import dev.parley.log.PageRequest;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Position;
import dev.parley.protocol.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may read a channel, and when that is looked at. */
class RightsTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void opensEachDoorByTheRightToRead() throws Exception {
        stage.room("open", "public", "ana");
        stage.room("closed", "private", "ana");
        stage.join("open", "banned", Role.BANNED);
        stage.join("closed", "banned", Role.BANNED);
        stage.join("closed", "reader", Role.READER);
        var node = stage.node();
        var doors = List.of(new Door("room.open", "ana"), new Door("room.open", "bob"),
            new Door("room.open", "banned"), new Door("room.closed", "ana"),
            new Door("room.closed", "reader"), new Door("room.closed", "bob"),
            new Door("room.closed", "banned"), new Door("room.closed", ""),
            new Door("room.none", "ana"), new Door("room.none", ""), new Door("user.ana", "ana"),
            new Door("user.ana", "bob"), new Door("live.x.y", "ana"),
            new Door("live.x.y", ""));
        var answers = Sql.await(node.log.open(doors)).stream().map(RightsTest::word).toList();
        assertEquals(List.of("open", "open", "forbidden", "open", "open", "not_found", "not_found", "open",
            "not_found", "not_found", "open", "forbidden", "forbidden", "open"), answers);
    }

    @Test
    void aPrivateRoomLooksLikeNoneFromOutside() throws Exception {
        stage.room("closed", "private", "ana");
        var node = stage.node();
        var answers = Sql.await(node.log.open(List.of(new Door("room.closed", "bob"),
            new Door("room.nothing", "bob"))));
        assertEquals(((Opening.Shut) answers.get(0)).refusal().message().replace("closed", "nothing"),
            ((Opening.Shut) answers.get(1)).refusal().message());
    }

    @Test
    void everyPageLooksAtTheRightAgain() throws Exception {
        stage.room("closed", "private", "ana", "bob");
        var node = stage.node();
        node.post("closed", "ana", "m1");
        assertEquals(1, Sql.await(node.log.read(new PageRequest("room.closed", "bob", 0, 5)))
            .publications().size());
        stage.join("closed", "bob", Role.BANNED);
        var fault = assertThrows(ExecutionException.class,
            () -> Sql.await(node.log.read(new PageRequest("room.closed", "bob", 0, 5))));
        assertEquals(FailureType.NOT_FOUND, ((RefusedException) fault.getCause()).refusal().type());
        assertEquals(1, Sql.await(node.log.read(new PageRequest("room.closed", "", 0, 5)))
            .publications().size(), "the server itself may");
    }

    @Test
    void tellsHowFarBackTheLogReaches() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        for (int i = 1; i <= 5; i++) {
            node.post("lobby", "ana", "m" + i);
        }
        stage.behind().run("delete from parley.publication where seq <= 3");
        stage.behind().run("update parley.channel set floor = 3");
        var page = Sql.await(node.log.read(new PageRequest("room.lobby", "ana", 1, 10)));
        assertEquals(3, page.floor());
        var open = (Opening.Open) Sql.await(node.log.open(List.of(new Door("room.lobby", "ana")))).getFirst();
        assertEquals(3, open.floor());
        assertEquals(page.head(), open.head());
    }

    @Test
    void readsTheHeadsOfTenThousandChannelsAtOnce() throws Exception {
        stage.behind().run("insert into parley.channel (name, class, head) "
            + "select 'room.r' || i, 0, i from generate_series(1, 10000) i; analyze parley.channel");
        var node = stage.node();
        var names = IntStream.rangeClosed(1, 10_001).mapToObj(i -> "room.r" + i).collect(Collectors.toSet());
        var heads = Sql.await(node.log.heads(names));
        assertEquals(10_000, heads.size(), "what does not exist is left out");
        assertEquals(7_777, heads.get("room.r7777").seq());
        assertEquals(1, heads.values().stream().map(Position::epoch).distinct().count());
        assertEquals(Map.of(), Sql.await(node.log.heads(Set.of())));
    }

    private static String word(Opening opening) {
        return switch (opening) {
            case Opening.Open open -> "open";
            case Opening.Passing passing -> "passing";
            case Opening.Away away -> "away";
            case Opening.Shut shut -> shut.refusal().type().word();
        };
    }
}
