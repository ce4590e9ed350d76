package dev.parley.session;

import dev.parley.protocol.Refusal;

/** Where the one reply to a command goes. Called on the session's event loop, once. */
public interface Answer {

    /** The command was carried out; {@code json} is the text of an object. */
    void reply(String json);

    void refuse(Refusal why);
}
