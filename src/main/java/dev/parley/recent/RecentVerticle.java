package dev.parley.recent;

import dev.parley.bus.Addresses;
import dev.parley.config.Namespace;
import dev.parley.log.Draft;
import dev.parley.log.Posted;
import dev.parley.redis.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * One instance of the group {@link RecentLog#GROUP}: reads of its share of the channels, and appends of
 * whoever lives on its event loop, over a connection of its own that is made when the first question comes.
 */
public final class RecentVerticle extends VerticleBase {

    private final int number;
    private final RecentParts parts;
    private final Residents residents;
    private Store store;
    private Reads reads;
    private Appends appends;
    private Memory memory;
    private MessageConsumer<?> consumer;
    private Future<Void> open;

    public RecentVerticle(int number, RecentParts parts, Residents residents) {
        this.number = number;
        this.parts = parts;
        this.residents = residents;
    }

    /** Appends for somebody who lives on the same thread; completes on the context that asks. */
    Future<Posted> append(Namespace namespace, Draft draft) {
        var home = vertx.getOrCreateContext();
        Promise<Posted> answer = Promise.promise();
        context.runOnContext(turn -> opened().compose(opened -> appends.append(namespace, draft))
            .onComplete(result -> home.runOnContext(back -> answer.handle(result))));
        return answer.future();
    }

    @Override
    public Future<?> start() {
        store = Store.of(vertx, parts.store());
        reads = new Reads(parts, store);
        appends = new Appends(vertx, number, parts, store, new Recall(vertx, parts, reads)::add);
        memory = new Memory(vertx, parts, store);
        consumer = parts.bus().<Record>answer(Addresses.instance(RecentLog.GROUP, number),
            question -> opened().compose(opened -> answer((RecentQuestion) question)));
        residents.movedIn(this);
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
        residents.movedOut(this);
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
