package dev.parley.recent;

import dev.parley.log.PageRequest;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings once more for channels to which something may have been appended that nobody was told of: its answer
 * was lost. Tries until Redis can be read again. Lives on one context.
 */
final class Recall {

    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

    private static final int PAUSE_MS = 200;
    private static final int CHANNELS_MAX = 10_000;

    private final Vertx vertx;
    private final RecentParts parts;
    private final Reads reads;
    private final Set<String> channels = new LinkedHashSet<>();
    private boolean trying;

    Recall(Vertx vertx, RecentParts parts, Reads reads) {
        this.vertx = vertx;
        this.parts = parts;
        this.reads = reads;
    }

    /** Of more channels than it remembers, the regular check of heads takes care. */
    void add(String channel) {
        if (channels.size() < CHANNELS_MAX) {
            channels.add(channel);
            soon();
        }
    }

    private void soon() {
        if (!trying && !channels.isEmpty()) {
            trying = true;
            vertx.setTimer(PAUSE_MS, due -> ring(channels.iterator().next()));
        }
    }

    private void ring(String channel) {
        var most = parts.settings().batchMax();
        reads.heads(Set.of(channel))
            .compose(heads -> reads.read(new PageRequest(channel, "",
                Math.max(0, heads.get(channel).seq() - most), most)))
            .onComplete(read -> {
                trying = false;
                if (read.succeeded()) {
                    channels.remove(channel);
                    if (!read.result().publications().isEmpty()) {
                        parts.bell().ring(read.result().publications());
                    }
                } else {
                    LOG.debug("{} cannot be read yet", channel, read.cause());
                }
                soon();
            });
    }
}
