package dev.parley.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Private rooms with a swarm in them that talks all the time, and the proof that nothing was lost. */
final class Town implements AutoCloseable {

    /** Who owns all rooms, and is in none. */
    static final String OWNER = "owner";

    private static final int SETTLE_MS = 60_000;

    private final Findings findings;
    private final Swarm swarm;
    private final Desk owner;
    private final List<Hall> halls = new ArrayList<>();
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();

    /** Makes rooms of this size with all their members; nobody is connected yet. */
    Town(Crowd crowd, int clients, int roomSize, Findings findings) {
        int rooms = Math.max(1, clients / roomSize);
        this.findings = findings;
        this.swarm = new Swarm(crowd.ports(), 1, findings);
        this.owner = crowd.desk(swarm.issue(OWNER), crowd.ports());
        for (int room = 0; room < rooms; room++) {
            int number = room;
            halls.add(new Hall(room(IntStream.range(0, clients).filter(i -> i % rooms == number)
                .mapToObj(i -> "u" + i).toList()), findings));
        }
        for (int i = 0; i < clients; i++) {
            swarm.add(halls.get(i % rooms), "u" + i);
        }
    }

    private String room(List<String> names) {
        var wish = new JsonObject().put("name", "Town").put("visibility", "private")
            .put("members", new JsonArray(names));
        return owner.ask("parley.rooms", "create", wish).getJsonObject("room").getString("id");
    }

    Swarm swarm() {
        return swarm;
    }

    List<Hall> halls() {
        return halls;
    }

    int rooms() {
        return halls.size();
    }

    /** Lets some of the clients post in turns, all together so often a second. */
    void talk(List<Follower> speakers, int perSecond) {
        var turn = new int[1];
        pacer.scheduleAtFixedRate(() -> speakers.get(turn[0]++ % speakers.size()).post(), 0,
            1_000_000L / perSecond, TimeUnit.MICROSECONDS);
    }

    int posts() {
        return halls.stream().mapToInt(Hall::count).sum();
    }

    /** Lets everybody fall silent, and compares what they heard with what there is. */
    void prove() {
        pacer.shutdownNow();
        settle("every post is answered", () -> halls.stream().allMatch(hall -> hall.open() == 0));
        swarm.awaitAll(SETTLE_MS);
        for (var hall : halls) {
            long head = hall.prove(owner.history(hall.id()));
            settle("everybody in " + hall.id() + " is at " + head, () -> swarm.followers().stream()
                .filter(one -> one.hall() == hall).allMatch(one -> one.position() >= head));
        }
    }

    private void settle(String what, BooleanSupplier condition) {
        try {
            Ground.until(what, SETTLE_MS, condition);
        } catch (IllegalStateException never) {
            findings.broken(never.getMessage());
        }
    }

    @Override
    public void close() {
        pacer.shutdownNow();
        swarm.close();
        owner.close();
    }
}
