package dev.parley.hub;

import dev.parley.protocol.Event;
import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A session that keeps what it was told, with a pipe as wide as a test wants. */
final class FakeSubscriber implements Subscriber {

    /** Frames are the text of the event. */
    static final class PlainText implements WireFormat {

        int encodings;

        @Override
        public int slot() {
            return 3;
        }

        @Override
        public ByteBuf encode(Event event, ByteBufAllocator allocator) {
            encodings++;
            return Unpooled.wrappedBuffer(event.json().getBytes());
        }
    }

    final String name;
    final PlainText format;
    final List<Event> taken = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<Subscribed> restarts = new ArrayList<>();
    final List<Refusal> ends = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    int refused;
    List<String> grants = List.of();
    Consumer<Event> whenOffered = event -> {
    };

    FakeSubscriber(String name, PlainText format) {
        this.name = name;
        this.format = format;
    }

    @Override
    public String user() {
        return name;
    }

    @Override
    public List<String> grants() {
        return grants;
    }

    @Override
    public boolean offer(Broadcast broadcast) {
        broadcast.events().forEach(whenOffered);
        if (room == 0) {
            refused++;
            return false;
        }
        room--;
        taken.addAll(broadcast.events());
        texts.add(broadcast.frame(format).toString(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void resubscribed(String channel, Subscribed answer) {
        restarts.add(answer);
    }

    @Override
    public void ended(String channel, Refusal why) {
        ends.add(why);
    }

    /** The seqs of the publications taken from a channel, in order. */
    List<Long> seqs(String channel) {
        return taken.stream().filter(event -> event.channel().equals(channel))
            .filter(Publication.class::isInstance).map(event -> ((Publication) event).seq()).toList();
    }

    /** The texts of the signals taken, in order. */
    List<String> signals() {
        return taken.stream().filter(Signal.class::isInstance).map(event -> event.json().toString()).toList();
    }
}
