package dev.parley.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.Collection;

/** A client of the {@link BareServer}: what it says becomes one frame, and all crowds share its bytes. */
final class BareMember extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private final BareCrowd crowd;
    private final Collection<BareCrowd> all;

    BareMember(BareCrowd crowd, Collection<BareCrowd> all) {
        this.crowd = crowd;
        this.all = all;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete) {
            crowd.join(context.channel());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        var bytes = encode(context.alloc(), frame.content());
        all.forEach(one -> one.send(bytes.retainedDuplicate()));
        bytes.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        context.close();
    }

    private static ByteBuf encode(ByteBufAllocator allocator, ByteBuf text) {
        int length = text.readableBytes();
        var frame = allocator.directBuffer(length + 10).writeByte(0x81);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return frame.writeBytes(text);
    }
}
