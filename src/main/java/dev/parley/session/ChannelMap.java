package dev.parley.session;

import dev.parley.protocol.FailureType;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import io.vertx.core.json.JsonObject;

/** The field {@code channels} of a command's body: an object with something for each channel. */
final class ChannelMap {

    /** The longest name of a channel: a prefix, a namespace and a name. */
    static final int NAME_MAX = 300;

    private ChannelMap() {
    }

    /** Refused when it is missing, no object, or names too many channels. */
    static JsonObject of(Fields body, int most) {
        if (!(body.value("channels").orElse("") instanceof JsonObject channels)) {
            throw Fields.bad("channels", "must be an object with an entry for each channel");
        }
        if (channels.size() > most) {
            throw new Refusal(FailureType.TOO_LARGE, "Field \"channels\" has " + channels.size()
                + " entries, at most " + most + " are allowed.").asException();
        }
        return channels;
    }
}
