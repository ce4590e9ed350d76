package dev.parley.faults;

import dev.parley.console.Console;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redis as another program sees it, and the proof that {@code parley:out} holds what the channels hold: every
 * event in its order, repeated only so that one can tell.
 */
final class Printed implements AutoCloseable {

    static final int PIPELINE = 1_000;

    private static final int WRITTEN_MS_MAX = 60_000;
    private static final int PAGE = 5_000;

    private final Crowd crowd;
    private final Findings findings;
    private final Redis client;
    private final RedisConnection connection;

    Printed(Ground ground, Crowd crowd, Findings findings) {
        this.crowd = crowd;
        this.findings = findings;
        this.client = Redis.createClient(crowd.vertx(), new RedisOptions()
            .setConnectionString(ground.redis()).setMaxWaitingHandlers(2 * PIPELINE));
        this.connection = Desk.await(client.connect());
    }

    /** The answer to one command. Blocks. */
    Response ask(Command command, Object... words) {
        return Desk.await(connection.send(request(command, words)));
    }

    /** Many commands at once. Blocks. */
    void ask(List<Request> requests) {
        Desk.await(connection.batch(requests));
    }

    static Request request(Command command, Object... words) {
        var request = Request.cmd(command);
        for (var word : words) {
            request.arg(String.valueOf(word));
        }
        return request;
    }

    /** Waits until all that the channel holds is written out, and looks at its order. Blocks. */
    void prove(String channel) {
        long head;
        try (var desk = crowd.desk()) {
            var all = desk.publications(channel);
            head = all.isEmpty() ? 0 : all.getLast().getLong("seq");
        }
        long last = head;
        try {
            Ground.until(channel + " is written out up to " + last, WRITTEN_MS_MAX,
                () -> written().getOrDefault(channel, new Told()).last == last);
        } catch (IllegalStateException never) {
            findings.broken(never.getMessage());
        }
        var told = written().getOrDefault(channel, new Told());
        told.faults.forEach(fault -> findings.broken("in parley:out of " + channel + ": " + fault));
        Console.say("  %s: %,d events in parley:out, %,d of them once more", channel, told.last,
            told.repeated);
    }

    /** What parley:out holds of each channel. */
    private Map<String, Told> written() {
        var all = new TreeMap<String, Told>();
        var from = "-";
        while (true) {
            var page = ask(Command.XRANGE, "parley:out", from, "+", "COUNT", PAGE);
            for (var entry : page) {
                var fields = entry.get(1);
                all.computeIfAbsent(fields.get(1).toString(), name -> new Told())
                    .add(fields.get(3).toString(), fields.get(5).toLong());
                from = "(" + entry.get(0);
            }
            if (page.size() < PAGE) {
                return all;
            }
        }
    }

    /** The events of one channel as they stand there. */
    private static final class Told {

        private final List<String> faults = new ArrayList<>();
        private final HashSet<Long> seen = new HashSet<>();
        private String epoch = "";
        private long last;
        private long repeated;

        void add(String of, long seq) {
            if (!of.equals(epoch)) {
                epoch = of;
                seen.clear();
                last = 0;
            }
            if (!seen.add(seq)) {
                repeated++;
            } else if (seq != last + 1) {
                faults.add(seq + " follows " + last);
            } else {
                last = seq;
            }
        }
    }

    @Override
    public void close() {
        Desk.await(client.close());
    }
}
