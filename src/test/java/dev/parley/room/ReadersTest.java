package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.config.RoomSettings;
import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.RefusedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReadersTest {

    private static final RoomSettings SETTINGS = new RoomSettings(16_000, 80, 250, 200, 100, 500, 200, 6_000,
        200, 100);
    private static final String SMILE = "\uD83D\uDE00";

    private final RoomReaders rooms = new RoomReaders(SETTINGS, () -> "fresh");
    private final MessageReaders messages = new MessageReaders(SETTINGS, () -> "fresh");

    @Test
    void giveAnIdWhereTheClientGaveNone() {
        assertEquals("fresh", messages.post(body("{'room':'r','text':'x'}")).id());
        assertEquals("m1", messages.post(body("{'room':'r','text':'x','id':'m1'}")).id());
        assertEquals("fresh", rooms.create(body("{'name':'n','visibility':'public'}")).room());
    }

    @Test
    void measureTextsInCodePoints() {
        assertEquals(SMILE.repeat(16_000), messages.post(withText(SMILE.repeat(16_000))).text());
        refuses(FailureType.TOO_LARGE, messages::post, withText(SMILE.repeat(16_001)));
        refuses(FailureType.TOO_LARGE, messages::post, withText("x".repeat(16_001)));
        refuses(FailureType.BAD_REQUEST, messages::post, withText(""));
    }

    @Test
    void refuseAPostOfAWrongShape() {
        for (var wrong : List.of("{}", "{'room':'r'}", "{'room':7,'text':'x'}", "{'room':'r','text':7}",
            "{'room':'','text':'x'}", "{'room':'-r','text':'x'}", "{'room':'r r','text':'x'}",
            "{'room':'r','text':'x','id':''}", "{'room':'r','text':'x','id':{}}",
            "{'room':'r','text':'x','replyTo':1}", "{'room':'r','text':'x','thread':'a b'}",
            "{'room':'r','text':'x','mentions':'ana'}", "{'room':'r','text':'x','mentions':[7]}",
            "{'room':'r','text':'x','attachments':{}}", "{'room':'r','text':'x','attachments':['a']}",
            "{'room':'r','text':'x','attachments':[{'name':'a'}]}",
            "{'room':'r','text':'x','attachments':[{'name':'a','url':'a.png'}]}",
            "{'room':'r','text':'x','attachments':[{'name':'a','url':'javascript:alert(1)'}]}",
            "{'room':'r','text':'x','attachments':[{'name':'a','url':'http:///x'}]}",
            "{'room':'r','text':'x','attachments':[{'name':'a','url':'https://a/ b'}]}",
            "{'room':'r','text':'x','attachments':[{'name':'a','url':'https://a/b','size':-1}]}")) {
            refuses(FailureType.BAD_REQUEST, messages::post, body(wrong));
        }
    }

    @Test
    void refuseWhatIsTooMuch() {
        var many = new JsonArray();
        for (int i = 0; i <= MessageReaders.MENTIONS_MAX; i++) {
            many.add("u" + i);
        }
        refuses(FailureType.TOO_LARGE, messages::post,
            new Fields(new JsonObject().put("room", "r").put("text", "x").put("mentions", many)));
        refuses(FailureType.TOO_LARGE, messages::post, new Fields(new JsonObject().put("room", "r")
            .put("text", "x").put("client", "y".repeat(MessageReaders.CLIENT_BYTES_MAX - 1))));
        refuses(FailureType.TOO_LARGE, rooms::create, new Fields(new JsonObject().put("name", "n".repeat(81))
            .put("visibility", "public")));
    }

    @Test
    void keepWhatIsTheApplicationsOwn() {
        var post = messages.post(body("{'room':'r','text':'x','client':{'a':[1,null,true]}}"));
        assertEquals(Optional.of("{\"a\":[1,null,true]}"), post.client());
        assertEquals(Optional.of("7"), messages.post(body("{'room':'r','text':'x','client':7}")).client());
    }

    @Test
    void keepOfAnAttachmentWhatIsKnown() {
        var post = messages.post(body("{'room':'r','text':'x','attachments':"
            + "[{'name':'a','type':'image/png','size':3,'url':'https://a/b','evil':1}]}"));
        assertEquals("[{\"name\":\"a\",\"type\":\"image/png\",\"size\":3,\"url\":\"https://a/b\"}]",
            post.attachments());
    }

    @Test
    void refuseRoomsOfAWrongShape() {
        for (var wrong : List.of("{}", "{'name':'n'}", "{'name':'n','visibility':'open'}",
            "{'name':' ','visibility':'public'}", "{'name':'','visibility':'public'}",
            "{'name':1,'visibility':'public'}", "{'name':'n','visibility':'public','topic':1}",
            "{'name':'n','visibility':'public','members':[null]}",
            "{'id':'!','name':'n','visibility':'public'}")) {
            refuses(FailureType.BAD_REQUEST, rooms::create, body(wrong));
        }
    }

    @Test
    void takeOneWindowOfHistory() {
        assertEquals(new Window.Newest(), messages.history(body("{'room':'r'}")).window());
        assertEquals(new Window.After(0), messages.history(body("{'room':'r','after':0}")).window());
        assertEquals(new Window.Before(7), messages.history(body("{'room':'r','before':7}")).window());
        assertEquals(new Window.Around(7), messages.history(body("{'room':'r','around':7}")).window());
        for (var wrong : List.of("{'room':'r','after':0,'before':3}", "{'room':'r','around':1,'after':1}",
            "{'room':'r','after':-1}", "{'room':'r','after':'1'}", "{'room':'r','after':1.5}",
            "{'room':'r','after':1e30}", "{'room':'r','limit':0}", "{'room':'r','limit':201}",
            "{'room':'r','limit':'5'}")) {
            refuses(FailureType.BAD_REQUEST, messages::history, body(wrong));
        }
    }

    @Test
    void findHalfCharactersAndNulsAnywhere() {
        for (var wrong : List.of("\u0000", "a\uD83D", "\uDE00")) {
            for (var nested : List.of(new JsonObject().put("unknown", wrong),
                new JsonObject().put("client", new JsonArray().add(new JsonObject().put("deep", wrong))),
                new JsonObject().put("client", new JsonObject().put(wrong, 1)))) {
                refuses(FailureType.BAD_REQUEST, Fields::wellFormed, new Fields(nested));
                refuses(FailureType.BAD_REQUEST, Fields::wellFormed,
                    new Fields(new JsonObject(nested.encode())));
            }
        }
    }

    @Test
    void findNumbersThatAreNone() {
        refuses(FailureType.BAD_REQUEST, Fields::wellFormed, body("{'client':{'a':[1e99999]}}"));
        refuses(FailureType.BAD_REQUEST, Fields::wellFormed, body("{'client':-1e99999}"));
    }

    private static Fields withText(String text) {
        return new Fields(new JsonObject().put("room", "r").put("text", text));
    }

    private static Fields body(String json) {
        return new Fields(new JsonObject(json.replace('\'', '"')));
    }

    private static void refuses(FailureType type, Function<Fields, ?> reader, Fields body) {
        assertEquals(type, assertThrows(RefusedException.class, () -> reader.apply(body)).refusal().type());
    }
}
