package dev.parley.hub;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.protocol.Publication;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The other hubs of this node: what one of them keeps of a channel, the log need not be asked for. So a node
 * reads a channel about once after a storm, however many event loops it has.
 */
final class Siblings {

    private static final long ANSWER_MS = 500;

    private final int number;
    private final Bus bus;
    private final IntSupplier count;

    /** @param count of hubs of this node, this one included */
    Siblings(int number, Bus bus, IntSupplier count) {
        this.number = number;
        this.bus = bus;
        this.count = count;
    }

    /**
     * What a hub lacks.
     *
     * @param head how far it has heard: who has heard less may still have what was withdrawn since
     */
    record Wish(String channel, String epoch, long head, long after, int limit) {
    }

    /** What another keeps of that, from the first on and without a hole; empty = nothing. */
    record Kept(List<Publication> publications) {
    }

    /** The most that one of them keeps; empty when none does. Never fails. */
    Future<List<Publication>> ask(Wish wish) {
        var others = IntStream.range(0, count.getAsInt()).filter(other -> other != number)
            .mapToObj(other -> bus.<Kept>ask(Addresses.tail(other), wish, ANSWER_MS)).toList();
        return Future.join(others).transform(all -> Future.succeededFuture(others.stream()
            .filter(Future::succeeded).map(answer -> answer.result().publications())
            .max(Comparator.comparingInt(List::size)).orElse(List.of())));
    }
}
