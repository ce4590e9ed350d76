package dev.parley.presence;

import io.vertx.core.buffer.Buffer;

/** What nodes tell one another about presence: whatever can be read says the same when it is written anew. */
public final class GossipFuzz {

    private GossipFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var message = Wire.decode(Buffer.buffer(input));
        if (!(message instanceof Message.Unreadable) && !Wire.decode(Wire.encode(message)).equals(message)) {
            throw new IllegalStateException("read once, written and read again is another message");
        }
    }
}
