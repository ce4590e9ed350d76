package dev.parley.faults;

import dev.parley.client.Connection;
import dev.parley.client.Ears;
import dev.parley.client.FrameText;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** One connection of a follower: after the next one has begun, nothing of it is heard any more. */
final class Lifeline implements Ears {

    private final Follower follower;
    private final byte[] prefix;
    private final Connection<Lifeline> connection;

    Lifeline(Follower follower, int port, String token) {
        this.follower = follower;
        this.prefix = follower.hall().prefix();
        this.connection = new Connection<>("127.0.0.1:" + port, "/eventbus/websocket?token=" + token, this);
    }

    Connection<Lifeline> connection() {
        return connection;
    }

    @Override
    public void message(ByteBuf frame, int start, int length) {
        if (!follower.livesOn(this)) {
            return;
        }
        int end = start + length;
        if (FrameText.matches(frame, start, end, prefix)) {
            follower.publication(FrameText.number(frame, start + prefix.length, end));
        } else {
            follower.heard(new JsonObject(frame.toString(start, length, StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void closed(boolean wasOpen, int code) {
        if (wasOpen && follower.livesOn(this)) {
            follower.broken(code);
        }
    }
}
