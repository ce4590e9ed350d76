package dev.parley.redis;

import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries commands over links: bounded, measured, with a script told anew where Redis has forgotten it. */
final class Errand {

    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    private static final Refusal CROWDED =
        Refusal.unavailable("Too much waits for Redis; asking again is safe.", 1_000);

    private final StoreParts parts;
    private final RedisMeters meters;

    Errand(StoreParts parts) {
        this.parts = parts;
        this.meters = new RedisMeters(parts.meters());
    }

    /** Fails with a {@code RefusedException} where it is not sent, else with what Redis says. */
    Future<Reply> send(Link link, String name, Request request) {
        if (link.underWay() >= parts.settings().pipelineMax()) {
            meters.crowded.increment();
            return Future.failedFuture(CROWDED.asException());
        }
        var began = System.nanoTime();
        return link.send(request).map(value -> {
            meters.answered(name, System.nanoTime() - began);
            return new Reply(value, link.runId());
        });
    }

    /** As {@link #send}; a script that Redis does not know is sent once more, as a whole. */
    Future<Reply> run(Link link, Script script, List<String> keys, List<String> arguments) {
        return send(link, script.name(), request(Command.EVALSHA, script.digest(), keys, arguments))
            .recover(fault -> {
                if (Trouble.of(fault) != Trouble.NO_SCRIPT || !link.up()) {
                    return Future.failedFuture(fault);
                }
                meters.reloaded.increment();
                return send(link, script.name(), request(Command.EVAL, script.text(), keys, arguments));
            });
    }

    private static Request request(Command how, String what, List<String> keys, List<String> arguments) {
        var request = Request.cmd(how).arg(what).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    /** What whoever asked is told. */
    Future<Reply> refuse(String name, Throwable fault) {
        if (fault instanceof RefusedException) {
            return Future.failedFuture(fault);
        }
        var trouble = Trouble.of(fault);
        meters.refused(trouble);
        if (trouble == Trouble.DEFECT) {
            LOG.error("Redis does not carry out {}: {}", name, fault.getMessage());
        } else {
            LOG.debug("Redis did not carry out {}", name, fault);
        }
        return Future.failedFuture(trouble.refusal().asException());
    }

    /** Nobody is there to be asked. */
    Future<Reply> away() {
        meters.refused(Trouble.AWAY);
        return Future.failedFuture(Trouble.AWAY.refusal().asException());
    }

    /** The command as meters and logs call it. */
    static String nameOf(Request request) {
        return Optional.ofNullable(request.command()).map(Command::toString).orElse("command");
    }
}
