package dev.parley.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The connections of one purpose, of one instance. Either each is borrowed for one statement at a time,
 * so that a statement that has to wait holds up no other, or all share them. Lives on one context.
 */
final class Lines {

    private final List<Line> all = new ArrayList<>();
    private final ArrayDeque<Line> free = new ArrayDeque<>();
    private final Runnable whenFree;
    private final Runnable whenAllDown;

    /**
     * Prepares so many connections.
     *
     * @param whenFree    one can be borrowed now
     * @param whenAllDown PostgreSQL is away: the last connection was lost
     */
    Lines(Vertx vertx, PersistenceParts parts, int count, Runnable whenFree, Runnable whenAllDown) {
        this.whenFree = whenFree;
        this.whenAllDown = whenAllDown;
        for (int i = 0; i < count; i++) {
            all.add(new Line(vertx, parts, this::giveBack, this::lost));
        }
    }

    /** Opens them; see {@link Line#open}. */
    Future<?> open() {
        return Future.all(all.stream().map(Line::open).toList());
    }

    Future<?> close() {
        return Future.join(all.stream().map(Line::close).toList());
    }

    int size() {
        return all.size();
    }

    boolean anyUp() {
        return all.stream().anyMatch(Line::up);
    }

    boolean anyFree() {
        return !free.isEmpty();
    }

    /** Takes a free one for one statement. */
    Line borrow() {
        return free.removeFirst();
    }

    /** Ends the loan; a line that was lost meanwhile comes back by itself. */
    void giveBack(Line line) {
        if (line.up() && !free.contains(line)) {
            free.addLast(line);
            whenFree.run();
        }
    }

    /** The one with the least under way, for statements that may share. */
    Optional<Line> quietest() {
        return all.stream().filter(Line::up).min(Comparator.comparingInt(Line::underWay));
    }

    private void lost(Line line) {
        free.remove(line);
        if (!anyUp()) {
            whenAllDown.run();
        }
    }
}
