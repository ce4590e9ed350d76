package dev.parley.faults;

import dev.parley.console.Console;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Letters put into Redis' stream while nodes are killed, mostly the one that reads them: each is published
 * once, in the order of its channel, whoever had it in hand.
 */
final class Mail {

    private static final int CHANNELS = 20;
    private static final int KILLS = 5;
    private static final int PART = 20;
    /** Every so manieth letter is put in twice, and every so manieth names no id. */
    private static final int TWICE = 50;
    private static final int NAMELESS = 10;
    private static final int EMPTY_MS_MAX = 120_000;

    private final Ground ground;
    private final Crowd crowd;
    private final Options options;
    private final Findings findings;
    private final List<String> channels;
    private int put;
    private int twice;

    Mail(Ground ground, Crowd crowd, Options options, Findings findings) {
        this.ground = ground;
        this.crowd = crowd;
        this.options = options;
        this.findings = findings;
        var name = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        channels = IntStream.range(0, CHANNELS).mapToObj(i ->
            "live." + (i % 2 == 0 ? "lasting" : "fleeting") + ".mail" + name + "." + i).toList();
    }

    void play(RandomGenerator random) {
        try (var redis = new Printed(ground, crowd, findings)) {
            int kills = 0;
            while (put < options.letters() || kills < KILLS) {
                put(redis, Math.max(1, options.letters() / PART));
                if (put * KILLS >= options.letters() * kills) {
                    kill(random);
                    kills++;
                }
            }
            ground.awaitReady();
            try {
                Ground.until("the inbox is empty", EMPTY_MS_MAX,
                    () -> redis.ask(Command.XLEN, "parley:inbox").toLong() == 0);
            } catch (IllegalStateException never) {
                findings.broken(never.getMessage());
            }
            prove(redis);
            Console.say("  %,d letters, %,d of them twice, into %d channels; %d kills", put, twice,
                channels.size(), kills);
        }
    }

    private void put(Printed redis, int count) {
        var letters = new ArrayList<Request>();
        for (int i = 0; i < count && put < options.letters(); i++, put++) {
            letters.add(letter(put));
            if (put % TWICE == 0) {
                letters.add(letter(put));
                twice++;
            }
            if (letters.size() >= Printed.PIPELINE) {
                redis.ask(List.copyOf(letters));
                letters.clear();
            }
        }
        if (!letters.isEmpty()) {
            redis.ask(letters);
        }
    }

    private Request letter(int number) {
        var wish = new JsonObject().put("channel", channels.get(number % CHANNELS)).put("data", number);
        if (number % NAMELESS != 3) {
            wish.put("id", "L" + number);
        }
        return Printed.request(Command.XADD, "parley:inbox", "*", "json", wish.encode());
    }

    /** Mostly the one whose turn it is. */
    private void kill(RandomGenerator random) {
        Ground.pause(random.nextInt(200, 1_500));
        Ground.until("two nodes serve", EMPTY_MS_MAX,
            () -> ground.nodes().stream().filter(NodeProcess::ready).count() > 1);
        var reading = ground.nodes().stream()
            .filter(node -> Scrape.of(node.port()).sum("parley_inbox_turn", "") == 1).findFirst();
        var victim = reading.filter(node -> random.nextInt(4) > 0)
            .orElseGet(() -> ground.nodes().get(random.nextInt(ground.nodes().size())));
        Console.say("  kill -9 of node " + victim.number()
            + (reading.filter(node -> node == victim).isPresent() ? ", which reads the inbox" : ""));
        victim.kill();
        Ground.pause(random.nextInt(200, 1_000));
        victim.start();
    }

    private void prove(Printed redis) {
        for (int i = 0; i < CHANNELS; i++) {
            List<Integer> heard;
            try (var desk = crowd.desk()) {
                heard = desk.publications(channels.get(i)).stream()
                    .map(publication -> publication.getInteger("data")).toList();
            }
            int rest = i;
            var wanted = IntStream.range(0, put).filter(number -> number % CHANNELS == rest).boxed().toList();
            if (!heard.equals(wanted)) {
                findings.broken(channels.get(i) + " holds " + heard.size() + " of " + wanted.size()
                    + " letters, " + heard.stream().distinct().count() + " different ones"
                    + (heard.stream().sorted().toList().equals(wanted) ? ", in another order" : ""));
            }
            redis.prove(channels.get(i));
        }
        var dead = redis.ask(Command.XLEN, "parley:dead").toLong();
        if (dead > 0) {
            findings.broken(dead + " letters are dead");
        }
    }
}
