package dev.parley.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients of one event loop of the {@link BareServer}. What came in one turn of the loop is flushed
 * once to each.
 */
final class BareCrowd {

    private final EventExecutor loop;
    private final List<ChannelHandlerContext> members = new ArrayList<>();
    private boolean flushing;

    BareCrowd(EventExecutor loop) {
        this.loop = loop;
    }

    /** Called on the loop; ends with the channel. */
    void join(Channel channel) {
        var first = channel.pipeline().firstContext();
        members.add(first);
        channel.closeFuture().addListener(closed -> members.remove(first));
    }

    /** Called on any loop; takes the bytes over. */
    void send(ByteBuf bytes) {
        if (loop.inEventLoop()) {
            write(bytes);
        } else {
            loop.execute(() -> write(bytes));
        }
    }

    private void write(ByteBuf bytes) {
        for (var member : members) {
            member.write(bytes.retainedDuplicate(), member.channel().voidPromise());
        }
        bytes.release();
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        members.forEach(ChannelHandlerContext::flush);
    }
}
