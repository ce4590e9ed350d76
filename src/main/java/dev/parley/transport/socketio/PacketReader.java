package dev.parley.transport.socketio;

import dev.parley.protocol.JsonText;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the packets of one client; those with attachments when all of them have come. Never throws: whatever
 * comes, the result says what it is.
 */
final class PacketReader {

    static final int ATTACHMENTS_MAX = 10;

    /** What clients use among themselves. */
    private static final Set<String> RESERVED = Set.of("connect", "connect_error", "disconnect",
        "disconnecting", "newListener", "removeListener");
    private static final SocketPacket FAULTY = new SocketPacket.Faulty();

    private final int most;
    private final List<Buffer> attachments = new ArrayList<>(0);
    private Optional<Head> unfinished = Optional.empty();
    private int bytes;

    /** @param most bytes of one packet; an event of more is {@link SocketPacket.TooLarge} */
    PacketReader(int most) {
        this.most = most;
    }

    /** A text came; empty when its attachments are still to come. */
    Optional<SocketPacket> text(String text) {
        var head = unfinished.isPresent() ? Optional.<Head>empty() : Head.of(text);
        if (head.isEmpty() || head.get().attachments() > ATTACHMENTS_MAX) {
            return Optional.of(FAULTY);
        }
        bytes = text.length() * 3 <= most ? 0 : ByteBufUtil.utf8Bytes(text);
        if (head.get().attachments() > 0) {
            unfinished = head;
            return Optional.empty();
        }
        return Optional.of(read(head.get()));
    }

    /** A binary message came; empty when more are to come. */
    Optional<SocketPacket> binary(byte[] attachment) {
        if (unfinished.isEmpty()) {
            return Optional.of(FAULTY);
        }
        bytes += attachment.length;
        attachments.add(bytes > most ? Buffer.buffer() : Buffer.buffer(attachment));
        if (attachments.size() < unfinished.get().attachments()) {
            return Optional.empty();
        }
        var head = unfinished.get();
        unfinished = Optional.empty();
        var packet = read(head);
        attachments.clear();
        return Optional.of(packet);
    }

    private SocketPacket read(Head head) {
        if (bytes > most) {
            return head.type() == Head.EVENT || head.type() == Head.BINARY_EVENT
                ? new SocketPacket.TooLarge(head.namespace(), head.id()) : FAULTY;
        }
        try {
            return switch (head.type()) {
                case Head.CONNECT -> connect(head);
                case Head.DISCONNECT -> head.json().isEmpty() && head.id().isEmpty()
                    ? new SocketPacket.Disconnect(head.namespace()) : FAULTY;
                case Head.EVENT, Head.BINARY_EVENT -> event(head);
                default -> ack(head);
            };
        } catch (DecodeException | IndexOutOfBoundsException broken) {
            return FAULTY;
        }
    }

    private static SocketPacket connect(Head head) {
        if (head.id().isPresent()) {
            return FAULTY;
        }
        return switch (head.json().isEmpty() ? new JsonObject() : JsonText.read(head.json())) {
            case JsonObject auth -> new SocketPacket.Connect(head.namespace(), auth);
            case null, default -> FAULTY;
        };
    }

    private SocketPacket event(Head head) {
        var all = arguments(head);
        return switch (all.isEmpty() ? null : all.remove(0)) {
            case String name when !RESERVED.contains(name) -> new SocketPacket.Event(head.namespace(),
                head.id(), name, all, head.attachments() > 0);
            case Number name -> new SocketPacket.Event(head.namespace(), head.id(), name.toString(), all,
                head.attachments() > 0);
            case null, default -> FAULTY;
        };
    }

    private SocketPacket ack(Head head) {
        return head.id().isEmpty() ? FAULTY
            : new SocketPacket.Ack(head.namespace(), head.id().getAsLong(), arguments(head));
    }

    private JsonArray arguments(Head head) {
        if (!(JsonText.read(head.json()) instanceof JsonArray all)) {
            throw new DecodeException("no array");
        }
        return head.attachments() > 0 ? new JsonArray((List<?>) filled(all.getList())) : all;
    }

    /** The same with the attachments in their places. */
    private Object filled(Object value) {
        return switch (value) {
            case List<?> list -> {
                var copy = new ArrayList<>(list.size());
                list.forEach(entry -> copy.add(filled(entry)));
                yield copy;
            }
            case Map<?, ?> place when Boolean.TRUE.equals(place.get("_placeholder")) ->
                place.get("num") instanceof Integer number ? attachments.get(number) : attachments.get(-1);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((name, entry) -> copy.put(name, filled(entry)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
