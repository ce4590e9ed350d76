package dev.parley.transport.engineio;

import dev.parley.transport.Visit;

/** What is offered over Engine.IO. */
public interface EngineApp {

    /** Somebody connected. The handshake goes out before whatever is sent from here. */
    EngineConnection.Listener open(EngineConnection connection, Visit visit);

    /** Whether nobody new shall come: this node is about to close. */
    default boolean resting() {
        return false;
    }
}
