package dev.parley.faults;

import dev.parley.faults.Writer.Pace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several rooms, each with a writer at one node and a reader at another that stay there, and a crowd of
 * writers at a third: shows how long a room stands still when something happens to that third node.
 */
final class Probes implements AutoCloseable {

    private static final Pace ONE_AFTER_ANOTHER = new Pace(10, 1);
    private static final Pace HARD = new Pace(2, 50);

    private final List<Ledger> ledgers;
    private final List<Writer> writers;
    private final List<Reader> readers;
    private final List<Writer> crowd;

    /**
     * Begins posting and listening.
     *
     * @param busy whether writers at the first node post into the same rooms as fast as they can
     */
    Probes(Ground ground, Crowd clients, int rooms, Findings findings, boolean busy) {
        var first = List.of(ground.nodes().getFirst().port());
        var second = List.of(ground.nodes().get(1).port());
        var last = List.of(ground.nodes().getLast().port());
        ledgers = IntStream.range(0, rooms)
            .mapToObj(i -> new Ledger(new Place.Room(Stage.newRoom(clients)), findings)).toList();
        writers = each(ledgers, (ledger, i) ->
            clients.writer("probe" + i, ledger, ONE_AFTER_ANOTHER, second));
        readers = each(ledgers, (ledger, i) -> clients.reader("listener" + i, ledger, last));
        crowd = busy ? each(ledgers, (ledger, i) -> clients.writer("crowd" + i,
            new Ledger(ledger.place(), findings), HARD, first)) : List.of();
        readers.forEach(Reader::start);
        writers.forEach(Writer::start);
        crowd.forEach(Writer::start);
        Ground.until("all rooms are alive", 30_000,
            () -> ledgers.stream().allMatch(room -> room.count() > 5));
        ledgers.forEach(Ledger::resetTimes);
    }

    private static <T> List<T> each(List<Ledger> ledgers, Making<T> making) {
        return IntStream.range(0, ledgers.size()).mapToObj(i -> making.of(ledgers.get(i), i)).toList();
    }

    List<Ledger> ledgers() {
        return ledgers;
    }

    @Override
    public void close() {
        crowd.forEach(Writer::stop);
        writers.forEach(Writer::stop);
        Ground.until("every probe is answered", 60_000,
            () -> ledgers.stream().allMatch(ledger -> ledger.open() == 0));
        crowd.forEach(Writer::close);
        writers.forEach(Writer::close);
        readers.forEach(Reader::close);
    }

    /** Makes one client of a room. */
    private interface Making<T> {

        T of(Ledger ledger, int number);
    }
}
