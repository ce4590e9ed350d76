package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Somebody who reads and writes by one door and, whenever his connection ends, comes back by the same door
 * at a node that lives, going on where he was.
 */
final class Participant implements Writer, AutoCloseable {

    private final ClientDoor door;
    private final IntSupplier port;
    private final String token;
    private final Map<String, List<Told>> heard = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> positions = new HashMap<>();
    private final Thread reader;
    private volatile Client client;
    private volatile boolean done;
    private volatile int returns;
    private volatile String complaint = "";

    /**
     * @param first the node where he begins
     * @param port  of a node that lives, each time anew
     */
    Participant(ClientDoor door, int first, IntSupplier port, String token, List<String> rooms) {
        this.door = door;
        this.port = port;
        this.token = token;
        this.client = door.connect(first, token);
        var starts = new HashMap<String, JsonObject>();
        rooms.forEach(room -> {
            heard.put("room." + room, new CopyOnWriteArrayList<>());
            starts.put("room." + room, new JsonObject().put("since", 0));
        });
        client.subscribe(starts);
        reader = Thread.ofVirtual().start(this::read);
    }

    ClientDoor door() {
        return door;
    }

    /** How often he has had to come back. */
    int returns() {
        return returns;
    }

    /** What he was told that he should not have been; empty when nothing. */
    String complaint() {
        return complaint;
    }

    List<Told> heard(String room) {
        return heard.get("room." + room);
    }

    @Override
    public JsonObject post(String room, String id, String text) {
        return client.ask("parley.messages", "post",
            new JsonObject().put("room", room).put("id", id).put("text", text));
    }

    @Override
    public void close() {
        done = true;
        client.close();
    }

    private void read() {
        while (!done) {
            var told = client.soon();
            if (told.isPresent()) {
                hear(told.get());
            } else if (client.isOver()) {
                comeBack();
            }
        }
    }

    private void hear(Told told) {
        if (told.type().equals("subscribed")) {
            if (!told.body().getBoolean("recovered")) {
                complaint += "not recovered: " + told + "\n";
            }
            positions.computeIfAbsent(told.channel(), channel ->
                new JsonObject().put("since", 0).put("epoch", told.body().getString("epoch")));
        } else if (told.type().equals("refused")) {
            complaint += told + "\n";
        } else if (told.numbered()) {
            heard.get(told.channel()).add(told);
            positions.get(told.channel()).put("since", told.seq());
        }
    }

    /** Nothing that he has heard is asked for again, and nothing else is left out. */
    private void comeBack() {
        var former = client;
        former.cut();
        try {
            var starts = new HashMap<String, JsonObject>();
            var beginning = new JsonObject().put("since", 0);
            heard.keySet().forEach(channel ->
                starts.put(channel, positions.getOrDefault(channel, beginning).copy()));
            client = door.goOn(former, starts, port.getAsInt(), token);
            returns++;
        } catch (RuntimeException notYet) {
            LockSupport.parkNanos(MOMENT_NANOS);
        }
    }
}
