package dev.parley.bus;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus inside a node: records travel by reference, a question has one answer or one refusal, and
 * nothing
 * leaves the node. Order is kept from one context to one address.
 */
public final class Bus {

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final Vertx vertx;

    /** Prepares the bus of this Vert.x; once per Vert.x. */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
        vertx.eventBus().registerCodec(new ByReferenceCodec());
        vertx.eventBus().codecSelector(body -> body instanceof Record ? ByReferenceCodec.NAME : null);
    }

    /** Sends a record to one address of this node and forgets it. */
    public void tell(String address, Record message) {
        vertx.eventBus().send(address, message, new DeliveryOptions().setLocalOnly(true));
    }

    /** Sends a record to everybody who hears at one address of this node. */
    public void spread(String address, Record message) {
        vertx.eventBus().publish(address, message, new DeliveryOptions().setLocalOnly(true));
    }

    /**
     * Asks one address of this node. Fails with {@link RefusedException}: what the other side refused with,
     * {@code timeout} after {@code timeoutMs}, {@code unavailable} when nobody listens there.
     */
    @SuppressWarnings("unchecked")
    public <R> Future<R> ask(String address, Record question, long timeoutMs) {
        var options = new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeoutMs);
        return vertx.eventBus().<Outcome>request(address, question, options)
            .transform(result -> result.succeeded()
                ? (Future<R>) result.result().body().toFuture()
                : Future.failedFuture(asRefusal(result.cause())));
    }

    /** Hears what {@link #tell} and {@link #spread} send to the address. */
    public <M extends Record> MessageConsumer<M> hear(String address, Consumer<M> handler) {
        return vertx.eventBus().localConsumer(address, message -> handler.accept(message.body()));
    }

    /**
     * Answers what {@link #ask} sends to the address; a failure other than a refusal is logged and told as
     * internal.
     */
    public <Q extends Record> MessageConsumer<Q> answer(String address,
                                                        Function<Q, ? extends Future<?>> handler) {
        return vertx.eventBus().localConsumer(address, (Message<Q> message) -> {
            Future<?> answer;
            try {
                answer = handler.apply(message.body());
            } catch (RuntimeException fault) {
                answer = Future.failedFuture(fault);
            }
            answer.onComplete(result -> message.reply(result.succeeded()
                ? new Outcome.Done(result.result())
                : new Outcome.Refused(refusalOf(address, result.cause()))));
        });
    }

    private static Refusal refusalOf(String address, Throwable cause) {
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        LOG.error("A question at {} failed", address, cause);
        return new Refusal(FailureType.INTERNAL, "The server failed to carry this out.");
    }

    private static RefusedException asRefusal(Throwable cause) {
        if (cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT) {
            return new Refusal(FailureType.TIMEOUT, "No answer in time; asking again is safe.").asException();
        }
        return Refusal.unavailable("A part of the server is away; asking again is safe.", 1000).asException();
    }
}
