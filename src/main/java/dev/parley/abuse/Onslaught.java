package dev.parley.abuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** An attack under way, each attacker on a thread of his own. */
final class Onslaught implements AutoCloseable {

    private static final long BREATH_MS = 20;
    private static final long END_MS = 10_000;

    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Arms> arms = new ArrayList<>();

    Onslaught(Target target, Attack attack, SplittableRandom random) {
        for (int i = 0; i < attack.attackers(); i++) {
            var mine = new Arms(target, attack, i, random.split(), going, refused);
            arms.add(mine);
            threads.add(Thread.ofPlatform().daemon().name("attacker-" + i)
                .start(() -> fight(attack.weapon(), mine)));
        }
    }

    private void fight(Weapon weapon, Arms mine) {
        while (mine.going()) {
            try {
                weapon.strike(mine);
            } catch (IOException ended) {
                cut.incrementAndGet();
                mine.close();
                Arms.pause(BREATH_MS);
            }
        }
    }

    /** What the attackers saw refused with a status. */
    long refused() {
        return refused.get();
    }

    /** How often the server ended an attacker's connection, or did not let it in. */
    long cut() {
        return cut.get();
    }

    /** Ends it: an attacker who hangs in a write is let go by the closing of his connection. */
    @Override
    public void close() {
        going.set(false);
        arms.forEach(Arms::close);
        try {
            for (var thread : threads) {
                thread.join(END_MS);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        arms.forEach(Arms::close);
    }
}
