package dev.parley.transport.eventbus;

import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;

/** A frame from the client, read. */
sealed interface Frame {

    record Ping() implements Frame {
    }

    record Register(String address, JsonObject headers) implements Frame {
    }

    record Unregister(String address) implements Frame {
    }

    /**
     * A command.
     *
     * @param action empty when there is none
     */
    record Send(ReplyTo replyTo, String address, String action, JsonObject body) implements Frame {
    }

    record Publish(JsonObject body) implements Frame {
    }

    /** Understood as far as where to refuse it. */
    record Faulty(ReplyTo replyTo, Refusal why) implements Frame {
    }

    /** No frame of this protocol. */
    record NotUnderstood(String why) implements Frame {
    }

    /**
     * Where the answer to a frame goes.
     *
     * @param address  empty = a reply goes nowhere, and a refusal has no address
     * @param asBodies whether refusals come as replies with a field {@code error}
     */
    record ReplyTo(String address, boolean asBodies) {

        static final ReplyTo NOBODY = new ReplyTo("", false);
    }
}
