package dev.parley.transport.socket;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The bytes of one message as its fragments come. Beyond the most that a message may be only their number is
 * kept.
 */
final class MessageBytes {

    private final int most;
    private final int end;
    private byte[] bytes = new byte[0];
    private int length;

    /**
     * @param most a longer message is left out
     * @param end  a longer one is not even waited for
     */
    MessageBytes(int most, int end) {
        this.most = most;
        this.end = end;
    }

    /** Takes a fragment; false when the message is beyond all bounds. */
    boolean add(ByteBuf fragment) {
        var more = fragment.readableBytes();
        if (length + more > end) {
            return false;
        }
        if (length + more > most) {
            bytes = new byte[0];
        } else {
            grow(more);
            fragment.getBytes(fragment.readerIndex(), bytes, length, more);
        }
        length += more;
        return true;
    }

    boolean tooLarge() {
        return length > most;
    }

    /** All of it; only when it is not too large. */
    byte[] bytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** One fragment, the usual case, is kept in its exact size; many small ones are copied seldom. */
    private void grow(int more) {
        if (length + more > bytes.length) {
            var wanted = length == 0 ? more : Math.max(length + more, Math.min(most, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, wanted);
        }
    }
}
