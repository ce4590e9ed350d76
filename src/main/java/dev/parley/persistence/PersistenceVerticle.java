package dev.parley.persistence;

import dev.parley.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * One instance of the group {@link Persistence#GROUP}: appends and reads of its share of the channels, over
 * connections of its own. Starts, too, while PostgreSQL is away, and works once it is there; fails to start
 * when PostgreSQL is one that may forget what it has committed.
 */
public final class PersistenceVerticle extends VerticleBase {

    private final int number;
    private final PersistenceParts parts;
    private Reader reader;
    private Appender appender;
    private MessageConsumer<?> consumer;

    public PersistenceVerticle(int number, PersistenceParts parts) {
        this.number = number;
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        reader = new Reader(vertx, parts);
        appender = new Appender(vertx, number, parts, reader::ringAgain);
        return Future.all(reader.open(), appender.open())
            .<Object>map(opened -> consumer = parts.bus()
                .answer(Addresses.instance(Persistence.GROUP, number), this::answer))
            .recover(fault -> close().transform(closed -> Future.failedFuture(fault)));
    }

    @Override
    public Future<?> stop() {
        return consumer.unregister().transform(silent -> close());
    }

    private Future<?> close() {
        return Future.join(appender.close(), reader.close());
    }

    private Future<?> answer(Record asked) {
        return switch ((Question) asked) {
            case Append append -> appender.append(append);
            case Ask ask -> reader.ask(ask);
            case LogQuestion.Open open -> reader.open(open.doors());
            case LogQuestion.Read read -> reader.read(read.request());
            case LogQuestion.Pick pick -> reader.pick(pick.channel(), pick.seqs());
            case LogQuestion.State state -> reader.state(state.channel());
            case LogQuestion.Heads heads -> reader.heads(heads.channels());
        };
    }
}
