package dev.parley.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps posts coming. */
interface Pacer extends AutoCloseable {

    /** No post after this. */
    @Override
    void close();

    /** Begins at once. */
    static Pacer start(Pace pace, List<Poster> posters, Scoreboard board) {
        return switch (pace) {
            case Pace.Steady steady -> new Clocked(steady.postsPerSecond(), posters);
            case Pace.Saturated saturated -> new Windowed(saturated.window(), posters, board);
        };
    }

    /** Posts by the clock: everybody posts as often as everybody else, so that large rooms hear more. */
    final class Clocked implements Pacer {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final SplittableRandom random = new SplittableRandom(1);
        private final Thread thread;

        Clocked(double perSecond, List<Poster> posters) {
            int[] upTo = new int[posters.size()];
            int people = 0;
            for (int i = 0; i < upTo.length; i++) {
                people += posters.get(i).room().subscribers();
                upTo[i] = people;
            }
            long start = System.nanoTime();
            int everybody = people;
            thread = Thread.ofPlatform().daemon().start(() -> {
                for (long i = 0; !stopped.get(); i++) {
                    long intended = start + (long) (i * 1e9 / perSecond);
                    Fleet.pause(intended);
                    posters.get(indexOf(upTo, random.nextInt(everybody))).post(intended);
                }
            });
        }

        private static int indexOf(int[] upTo, int person) {
            int found = java.util.Arrays.binarySearch(upTo, person + 1);
            return found >= 0 ? found : -found - 1;
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                thread.join(1_000);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Posts when enough of what was posted before has arrived, room after room. */
    final class Windowed implements Pacer {
        private final List<Poster> posters;
        private final Scoreboard board;
        private final int deliveriesMax;
        private final AtomicInteger turn = new AtomicInteger();
        private final AtomicBoolean posting = new AtomicBoolean();
        private volatile boolean stopped;

        Windowed(int window, List<Poster> posters, Scoreboard board) {
            this.posters = posters;
            this.board = board;
            this.deliveriesMax = window
                * posters.stream().mapToInt(poster -> poster.room().subscribers()).max().orElse(1);
            board.onProgress(this::post);
            post();
        }

        /** One of the loops posts; the others need not wait. */
        private void post() {
            while (!stopped && wanted() && posting.compareAndSet(false, true)) {
                while (wanted()) {
                    posters.get(turn.getAndIncrement() % posters.size()).post(System.nanoTime());
                }
                posting.set(false);
            }
        }

        private boolean wanted() {
            var next = posters.get(turn.get() % posters.size());
            return board.deliveriesUnderWay() + next.room().subscribers() <= deliveriesMax;
        }

        @Override
        public void close() {
            stopped = true;
            board.onProgress(() -> { });
        }
    }
}
