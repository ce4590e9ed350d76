package dev.parley.session;

import dev.parley.config.SessionSettings;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The commands of one session that are under way: each is counted, carried out in its turn, and answered. */
final class Turns {

    private final Session session;
    private final Sessions loop;
    private final Intake intake;
    private final ReplyOrder order = new ReplyOrder();
    private final Questions questions;

    Turns(Session session, Sessions loop, Intake intake, SessionSettings settings) {
        this.session = session;
        this.loop = loop;
        this.intake = intake;
        this.questions = new Questions(settings.readsPendingMax(), () -> intake.answers(loop.now()));
    }

    /** Carries out a command and answers it, writes of one room in the order in which they came. */
    void take(String address, String action, JsonObject body, Answer answer) {
        var command = loop.commands().find(address, action);
        var turn = new Turn(session, intake, command,
            command.writes() ? Turn.roomOf(body) : "", answer);
        order.enter(turn);
        intake.started();
        var wait = intake.cost(loop.now());
        var asked = wait == 0 && command.asks();
        var outcome = wait > 0 ? Future.<Done>failedFuture(Refusal.rateLimited(wait).asException())
            : asked ? questions.ask(() -> command.call(session, new Fields(body)))
            : command.call(session, new Fields(body));
        loop.here(outcome).onComplete(known -> {
            turn.settle(known);
            order.settled(turn);
            if (asked) {
                questions.answered();
            }
        });
    }

    /** Begins the questions that waited, if they may now. */
    void resume() {
        questions.resume();
    }

    /** The session is over: what has not begun never does. */
    void clear() {
        questions.clear();
    }
}
