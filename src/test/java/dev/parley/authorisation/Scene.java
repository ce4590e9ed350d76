package dev.parley.authorisation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A room made ready for somebody of some standing: he was a member and said something before he became what
 * he is; the boss made the room, another member has said something too, and an outcast is banned.
 *
 * @param room its id; of a direct one, known only once it is made
 */
record Scene(String room, Place place, Standing standing) {

    static final String BOSS = "m-boss";
    static final String OTHER = "m-other";
    private static final String OUTCAST = "m-outcast";
    private static final int AT_ONCE = 60;

    /** Makes all the rooms, step by step, and gives them as they are then. */
    static List<Scene> prepare(Collection<Scene> scenes, Crew crew) {
        var made = inParts(scenes, scene -> scene.make(crew));
        inParts(made, scene -> scene.say(crew));
        inParts(made, scene -> scene.settle(crew));
        return made;
    }

    private static <T, R> List<R> inParts(Collection<T> all, Function<T, Future<R>> step) {
        var results = new ArrayList<R>();
        var rest = new ArrayList<>(all);
        while (!rest.isEmpty()) {
            var part = rest.subList(0, Math.min(AT_ONCE, rest.size()));
            var under = part.stream().map(step).toList();
            Crew.await(Future.all(under));
            under.forEach(one -> results.add(one.result()));
            part.clear();
        }
        return results;
    }

    /** What stands for the names in a body or channel. */
    String fill(String text) {
        return text.replace("$room", room).replace("$me", standing.user()).replace("$other", OTHER)
            .replace("$outcast", OUTCAST).replace("$newcomer", "m-newcomer").replace("$unique", room + "-x");
    }

    private Future<Scene> make(Crew crew) {
        return switch (place) {
            case NOWHERE -> Future.succeededFuture(this);
            case DIRECT -> {
                var people = new JsonArray().add(BOSS).add(OTHER).add(room);
                if (standing.inside()) {
                    people.add(standing.user());
                }
                yield crew.boss().ask("parley.rooms", "direct", new JsonObject().put("users", people))
                    .map(reply -> new Scene(reply.getJsonObject("room").getString("id"), place, standing));
            }
            default -> {
                var members = new JsonArray().add(OTHER).add(OUTCAST);
                if (standing.inside()) {
                    members.add(standing.user());
                }
                yield crew.boss().ask("parley.rooms", "create", new JsonObject().put("id", room)
                    .put("name", room).put("visibility", place.visibility()).put("members", members))
                    .map(reply -> this);
            }
        };
    }

    private Future<Scene> say(Crew crew) {
        if (place == Place.NOWHERE) {
            return Future.succeededFuture(this);
        }
        var theirs = crew.other().ask("parley.messages", "post", message("theirs"));
        var own = standing.inside()
            ? crew.speaker(standing).ask("parley.messages", "post", message("own")) : theirs;
        return Future.all(theirs, own).map(said -> this);
    }

    private JsonObject message(String id) {
        return new JsonObject().put("room", room).put("id", id).put("text", "something");
    }

    private Future<Scene> settle(Crew crew) {
        if (place == Place.NOWHERE || place == Place.DIRECT) {
            return Future.succeededFuture(this);
        }
        var steps = new ArrayList<Future<?>>();
        steps.add(boss(crew, "remove", new JsonObject().put("user", OUTCAST).put("ban", true)));
        standing.role().ifPresent(role -> steps.add(boss(crew, "role",
            new JsonObject().put("user", standing.user()).put("role", role))));
        if (standing == Standing.BANNED) {
            steps.add(boss(crew, "remove", new JsonObject().put("user", standing.user()).put("ban", true)));
        }
        if (place == Place.ARCHIVED) {
            steps.add(boss(crew, "update", new JsonObject().put("archived", true)));
        }
        return Future.all(steps).map(done -> this);
    }

    private Future<JsonObject> boss(Crew crew, String action, JsonObject body) {
        return crew.boss().ask("parley.rooms", action, body.put("room", room));
    }
}
