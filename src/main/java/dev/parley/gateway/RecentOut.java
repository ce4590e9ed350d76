package dev.parley.gateway;

import dev.parley.recent.Unwritten;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes out what recent channels hold, while it is this node's turn: at once what a bell tells of, and
 * regularly what is still unwritten. Written first, then noted: who dies between leaves events to be written
 * once more, with the seq they had. Lives on one context, for one turn.
 */
final class RecentOut {

    private static final Logger LOG = LoggerFactory.getLogger(RecentOut.class);

    private static final int POLL_MS = 1_000;
    private static final int UNDER_WAY_MAX = 64;
    private static final int WAITING_MAX = 100_000;

    private final Vertx vertx;
    private final Unwritten unwritten;
    private final Printer printer;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private long timer = -1;
    private boolean over;

    RecentOut(Vertx vertx, Unwritten unwritten, Printer printer) {
        this.vertx = vertx;
        this.unwritten = unwritten;
        this.printer = printer;
    }

    void begin() {
        look();
    }

    void end() {
        over = true;
        vertx.cancelTimer(timer);
    }

    /** Something was appended there. Of what it cannot remember now, the regular look takes care. */
    void hear(String channel) {
        if (!over && waiting.size() < WAITING_MAX) {
            waiting.add(channel);
            run();
        }
    }

    private void look() {
        unwritten.channels().onComplete(found -> {
            if (over) {
                return;
            }
            if (found.succeeded()) {
                found.result().forEach(this::hear);
            } else {
                LOG.debug("It is not known what is unwritten", found.cause());
            }
            timer = vertx.setTimer(POLL_MS, due -> look());
        });
    }

    private void run() {
        var some = waiting.iterator();
        while (some.hasNext() && underWay.size() < UNDER_WAY_MAX) {
            var channel = some.next();
            if (underWay.add(channel)) {
                some.remove();
                write(channel);
            }
        }
    }

    private void write(String channel) {
        unwritten.next(channel).compose(piece -> {
            if (over || piece.last() == 0) {
                return Future.succeededFuture(false);
            }
            var told = piece.missed() == 0 ? Future.<Void>succeededFuture()
                : printer.confess(channel, piece.epoch(), piece.missed());
            return told.compose(known -> piece.events().isEmpty() ? Future.<Void>succeededFuture()
                    : printer.write(channel, piece.epoch(), piece.events()))
                .compose(written -> unwritten.wrote(piece)).map(true);
        }).onComplete(wrote -> {
            underWay.remove(channel);
            if (wrote.failed()) {
                LOG.debug("{} could not be written out", channel, wrote.cause());
            } else if (wrote.result()) {
                hear(channel);
            }
            run();
        });
    }
}
