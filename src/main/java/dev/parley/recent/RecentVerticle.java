package dev.parley.recent;

import dev.parley.bus.Addresses;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * One instance of the group {@link RecentLog#GROUP}: appends and reads of its share of the channels, over a
 * connection of its own that is made when the first question comes.
 */
public final class RecentVerticle extends VerticleBase {

    private final int number;
    private final RecentParts parts;
    private Store store;
    private Reads reads;
    private Appends appends;
    private Memory memory;
    private MessageConsumer<?> consumer;
    private Future<Void> open;

    public RecentVerticle(int number, RecentParts parts) {
        this.number = number;
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        store = Store.of(vertx, parts.store());
        reads = new Reads(parts, store);
        appends = new Appends(vertx, number, parts, store, new Recall(vertx, parts, reads)::add);
        memory = new Memory(vertx, parts, store);
        consumer = parts.bus().<Record>answer(Addresses.instance(RecentLog.GROUP, number),
            question -> opened().compose(opened -> answer((RecentQuestion) question)));
        return Future.succeededFuture();
    }

    /** Where nobody asks for a recent channel there need not be a Redis. */
    private Future<Void> opened() {
        if (open == null) {
            open = store.open().onSuccess(first -> memory.start());
        }
        return open;
    }

    @Override
    public Future<?> stop() {
        memory.stop();
        appends.close();
        return consumer.unregister().transform(silent -> store.close());
    }

    private Future<?> answer(RecentQuestion asked) {
        return switch (asked) {
            case RecentQuestion.Append append -> appends.append(append.namespace(), append.draft());
            case RecentQuestion.Open open -> reads.open(open.doors());
            case RecentQuestion.Read read -> reads.read(read.request());
            case RecentQuestion.Heads heads -> reads.heads(heads.channels());
        };
    }
}
