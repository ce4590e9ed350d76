package dev.parley.bench;

import io.vertx.core.json.JsonObject;

/** What a frame that carries no publication says to a client. */
sealed interface Heard {

    /** The answer that is awaited under this name. */
    record Answered(String name, JsonObject body) implements Heard {
    }

    /** Its refusal. */
    record Refused(String name, String why) implements Heard {
    }

    /** The client has come in. */
    record Greeted() implements Heard {
    }

    /** A sign of life is wanted. */
    record Pinged(String answer) implements Heard {
    }

    /** Nothing that a load asks for. */
    record Nothing() implements Heard {
    }
}
