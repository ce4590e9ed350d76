package dev.parley.session;

import dev.parley.protocol.Channels;
import dev.parley.protocol.FailureType;
import io.vertx.core.AsyncResult;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** One command under way, and its answer once that is known. */
final class Turn {

    private final Session session;
    private final Intake intake;
    private final Command command;
    private final String room;
    private final Answer answer;
    private final long startedAt = System.nanoTime();
    private AsyncResult<Done> outcome;

    /** @param room whose writes keep their order; empty = none */
    Turn(Session session, Intake intake, Command command, String room, Answer answer) {
        this.session = session;
        this.intake = intake;
        this.command = command;
        this.room = room;
        this.answer = answer;
    }

    /** Which room a write concerns; empty when none. */
    static String roomOf(JsonObject body) {
        if (body.getValue("room") instanceof String room) {
            return Channels.room(room);
        }
        if (body.getValue("channel") instanceof String channel) {
            return channel;
        }
        return body.getValue("id") instanceof String created ? Channels.room(created) : "";
    }

    /** Does its answer wait for those of earlier writes? */
    boolean ordered() {
        return !room.isEmpty();
    }

    String room() {
        return room;
    }

    boolean settled() {
        return outcome != null;
    }

    void settle(AsyncResult<Done> known) {
        outcome = known;
    }

    void answer() {
        intake.finished();
        if (outcome.succeeded()) {
            command.meters().count(Optional.empty(), System.nanoTime() - startedAt);
            intake.replied(outcome.result().json().length(), System.nanoTime() / 1_000_000);
            answer.reply(outcome.result().json());
            outcome.result().afterwards().run();
        } else {
            var refusal = session.refusal(command.address() + " " + command.action(), outcome.cause());
            command.meters().count(Optional.of(refusal.type()), System.nanoTime() - startedAt);
            answer.refuse(refusal);
        }
    }
}
