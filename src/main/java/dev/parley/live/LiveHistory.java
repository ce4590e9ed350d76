package dev.parley.live;

import dev.parley.log.Door;
import dev.parley.log.Log;
import dev.parley.log.Opening;
import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Position;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was published on a live channel, page by page: those after a seq, or the newest. The publications, the
 * head and whether there are more are one view of the log.
 */
public final class LiveHistory {

    private static final int LIMIT = 50;
    /** How often the newest are looked for again, while more come than a page holds. */
    private static final int TRIES = 8;

    private final Log log;
    private final int pageMax;

    /** @param pageMax the most publications of one page */
    public LiveHistory(Log log, int pageMax) {
        this.log = log;
        this.pageMax = pageMax;
    }

    /** @param after of the last publication that is known; empty = the newest are wanted */
    record Request(String channel, OptionalLong after, int limit) {
    }

    Request request(Fields body) {
        return new Request(body.string("channel"), body.optionalNumber("after", 0, Long.MAX_VALUE >> 10),
            (int) body.optionalNumber("limit", 1, pageMax).orElse(Math.min(LIMIT, pageMax)));
    }

    Future<String> answer(Caller caller, Request request) {
        return log.open(List.of(Door.of(request.channel(), caller))).compose(openings ->
            switch (openings.getFirst()) {
                case Opening.Shut shut -> Future.failedFuture(shut.refusal().asException());
                case Opening.Away away -> Future.failedFuture(away.refusal().asException());
                case Opening.Passing passing -> Future.failedFuture(Refusal.badRequest(
                    "This channel keeps no history.").asException());
                case Opening.Open open -> request.after().isPresent()
                    ? page(request.channel(), request.after().getAsLong(), request.limit())
                        .map(page -> after(request, page))
                    : newest(request, open.head().seq(), request.limit(), TRIES);
            });
    }

    private Future<Page> page(String channel, long after, int limit) {
        return log.read(new PageRequest(channel, "", after, limit));
    }

    private static String after(Request request, Page page) {
        var last = page.publications().isEmpty() ? Math.max(request.after().getAsLong(), page.floor())
            : page.publications().getLast().seq();
        return json(page.publications(), page.head(), last < page.head().seq());
    }

    /**
     * Such as were added meanwhile may be more than fit: then the newest are others. A page that ends early,
     * because its events are large, is asked for again with as many as it held.
     */
    private Future<String> newest(Request request, long head, int limit, int tries) {
        return page(request.channel(), Math.max(0, head - limit), limit).compose(page -> {
            var all = page.publications();
            var last = all.isEmpty() ? page.head().seq() : all.getLast().seq();
            if (last < page.head().seq() && tries > 1) {
                return newest(request, page.head().seq(), all.size() < limit ? all.size() : limit, tries - 1);
            }
            var told = last < page.head().seq() ? new Position(page.head().epoch(), last) : page.head();
            return Future.succeededFuture(json(all, told, !all.isEmpty()
                && all.getFirst().seq() > page.floor() + 1));
        });
    }

    private static String json(List<Publication> publications, Position head, boolean more) {
        var text = new StringBuilder("{\"publications\":[");
        for (int i = 0; i < publications.size(); i++) {
            text.append(i == 0 ? "" : ",").append(
                publications.get(i).json().toString(StandardCharsets.UTF_8));
        }
        return text.append("],\"head\":").append(new JsonObject().put("seq", head.seq())
            .put("epoch", head.epoch()).encode()).append(",\"more\":").append(more).append('}').toString();
    }
}
