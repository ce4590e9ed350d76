package dev.parley.hub;

import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages of logs: at most {@code pagesInFlightMax} at once, the same page never twice at a time, in
 * the order of asking, repairs first. A log that does not answer is asked again, less and less often, for
 * as long as somebody waits.
 */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final HubParts hub;
    private final HubMeters meters;
    private final Siblings siblings;
    private final int pageSize;
    private final ArrayDeque<PageFlight> queue = new ArrayDeque<>();
    private int inFlight;

    Pages(HubParts hub, HubMeters meters, Siblings siblings) {
        this.hub = hub;
        this.siblings = siblings;
        this.meters = meters;
        this.pageSize = hub.settings().pageSize();
    }

    /** A subscription needs what follows that seq. */
    void want(ChannelFeed feed, long after, PageWaiter reader) {
        if (!join(feed, after, reader)) {
            long slack = feed.tail.get(after) != null ? 0 : Math.min(after, pageSize / 4);
            long room = feed.tail.nextKept(after) - 1 - (after - slack);
            var flight = flight(feed, after, after - slack, (int) Math.min(pageSize, room));
            flight.waiters.add(reader);
            queue.addLast(flight);
            launch();
        }
    }

    /** A feed lacks what follows its head. */
    void repair(ChannelFeed feed, PageWaiter mending) {
        long head = feed.head();
        if (!join(feed, head, mending)) {
            var flight = flight(feed, head, head, pageSize);
            flight.waiters.add(mending);
            queue.addFirst(flight);
            launch();
        }
    }

    private static boolean join(ChannelFeed feed, long after, PageWaiter waiter) {
        for (var flight : feed.flights) {
            if (flight.brings(after)) {
                flight.waiters.add(waiter);
                return true;
            }
        }
        return false;
    }

    private PageFlight flight(ChannelFeed feed, long wanted, long from, int limit) {
        var flight = new PageFlight(feed, wanted, from, limit, new Backoff(hub.random()));
        feed.flights.add(flight);
        return flight;
    }

    private void launch() {
        while (inFlight < hub.settings().pagesInFlightMax() && !queue.isEmpty()) {
            var flight = queue.poll();
            var request = flight.request();
            if (flight.outdated() || request.isEmpty()) {
                over(flight, Piece.NONE);
                continue;
            }
            inFlight++;
            read(flight, request.get()).onComplete(answer -> {
                inFlight--;
                landed(flight, answer);
                launch();
            });
        }
    }

    /** What the bus did not bring here, it hardly brought to a sibling: repairs go to the log at once. */
    private Future<Page> read(PageFlight flight, PageRequest request) {
        if (request.user().isEmpty()) {
            return log(request);
        }
        var position = flight.feed.position();
        return siblings.ask(new Siblings.Wish(request.channel(), position.epoch(), position.seq(),
            flight.wanted(), pageSize)).compose(kept -> {
                if (kept.isEmpty()) {
                    return log(request);
                }
                meters.pagesSpared.increment();
                return Future.succeededFuture(new Page(kept, position, 0));
            });
    }

    private Future<Page> log(PageRequest request) {
        meters.pages.increment();
        return hub.log().read(request);
    }

    private void landed(PageFlight flight, AsyncResult<Page> answer) {
        if (flight.outdated()) {
            over(flight, Piece.NONE);
        } else if (answer.failed()) {
            failed(flight, answer.cause());
        } else if (flight.feed.otherLog(answer.result().head())) {
            flight.feed.place(answer.result().head());
            over(flight, Piece.NONE);
        } else {
            var piece = Piece.of(answer.result(), flight.withdrawn);
            if (flight.helps(piece) || !flight.withdrawn.isEmpty()) {
                flight.feed.absorb(piece, answer.result().head());
                over(flight, piece);
            } else if (flight.skipSlack()) {
                queue.addFirst(flight);
            } else {
                again(flight);
            }
        }
    }

    private void failed(PageFlight flight, Throwable cause) {
        if (cause instanceof RefusedException refused && closesDoor(refused.refusal())
            && !flight.user.isEmpty()) {
            for (var waiter : List.copyOf(flight.waiters)) {
                if (waiter.user().equals(flight.user)) {
                    waiter.refused(refused.refusal());
                }
            }
            over(flight, Piece.NONE);
            return;
        }
        if (!(cause instanceof RefusedException)) {
            LOG.warn("A page of {} could not be read: {}", flight.feed.channel(), cause.toString());
        }
        again(flight);
    }

    private void again(PageFlight flight) {
        meters.pageFailures.increment();
        hub.vertx().setTimer(flight.backoff.next(), timer -> {
            queue.addLast(flight);
            launch();
        });
    }

    private static void over(PageFlight flight, Piece piece) {
        flight.feed.flights.remove(flight);
        flight.land(piece);
    }

    private static boolean closesDoor(Refusal why) {
        return switch (why.type()) {
            case FORBIDDEN, NOT_FOUND, GONE, UNAUTHENTICATED -> true;
            case BAD_REQUEST, CONFLICT, TOO_LARGE, RATE_LIMITED, INTERNAL, UNAVAILABLE, TIMEOUT -> false;
        };
    }
}
