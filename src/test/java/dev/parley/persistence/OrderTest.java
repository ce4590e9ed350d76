package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.log.Page;
import dev.parley.log.PageRequest;
import dev.parley.protocol.Publication;
import dev.parley.testing.Seed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of a log: without holes, in one order, whoever writes and whatever is refused. */
class OrderTest {

    private static final int ROOMS = 5;
    private static final int POSTS = 3_000;

    @RegisterExtension
    final Stage stage = new Stage();

    /** Law 1: refused and repeated items take no number, and nodes that write at once do not deadlock. */
    @Test
    void severalNodesLeaveNoHoleAndNoDeadlock() throws Exception {
        for (int room = 0; room < ROOMS; room++) {
            stage.room("r" + room, "public", "ana", "bob");
        }
        var nodes = List.of(stage.node(), stage.node(), stage.node());
        var seed = Seed.of(OrderTest.class);
        var random = new Random(seed);
        var accepted = new HashMap<String, List<Long>>();
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < POSTS; i++) {
            var post = randomPost(random, i);
            answers.add(nodes.get(random.nextInt(3)).append(post).onSuccess(reply -> {
                var json = new JsonObject(reply);
                if (!json.containsKey("duplicate")) {
                    synchronized (accepted) {
                        accepted.computeIfAbsent(post.channel(), room -> new ArrayList<>())
                            .add(json.getLong("seq"));
                    }
                }
            }));
        }
        Sql.await(Future.join(answers).otherwiseEmpty());
        assertTrue(answers.stream().filter(Future::failed).count() > POSTS / 50, "some are refused");
        accepted.forEach((room, seqs) -> {
            Collections.sort(seqs);
            assertEquals(LongStream.rangeClosed(1, seqs.size()).boxed().toList(), seqs, room);
        });
        assertEquals(0, stage.behind().number("""
            select count(*) from parley.channel c where c.head <> c.n or c.head <>
                (select count(*) from parley.publication p where p.channel = c.id and p.seq = p.n)"""));
        assertEquals(0, stage.behind().number("""
            select deadlocks from pg_stat_database where datname = current_database()"""));
    }

    private static PostMessage randomPost(Random random, int number) {
        var room = "r" + random.nextInt(ROOMS);
        var repeated = random.nextInt(20) == 0;
        var user = random.nextInt(25) == 0 ? "stranger" : random.nextBoolean() ? "ana" : "bob";
        return TestNode.message(room, user, "m" + (repeated ? random.nextInt(number + 1) : number));
    }

    @Test
    void onesPostsKeepTheirOrder() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        var replies = new ArrayList<Future<String>>();
        for (int i = 0; i < 1_000; i++) {
            replies.add(node.append(TestNode.message("lobby", "ana", "m" + i)));
        }
        Sql.await(Future.all(replies));
        for (int i = 0; i < replies.size(); i++) {
            assertEquals(i + 1L, new JsonObject(replies.get(i).result()).getLong("seq"));
        }
        assertEquals(node.told.stream().map(Publication::seq).sorted().toList(),
            node.told.stream().map(Publication::seq).toList(), "the bell rings in order");
        assertTrue(node.meters.get("parley.commit").timer().count() < 300, "posts share commits");
    }

    /** Law 8: the database's clock, and never backwards. */
    @Test
    void timesNeverGoBack() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        stage.behind().run("update parley.channel set head_at = now() + interval '1 hour'");
        var first = node.post("lobby", "ana", "m1").getString("at");
        var second = node.post("lobby", "ana", "m2").getString("at");
        assertTrue(second.compareTo(first) >= 0, first + " then " + second);
        assertEquals(0, stage.behind().number("""
            select count(*) from parley.publication where at < now() + interval '59 minutes'"""));
    }

    @Test
    void pagesMeetWithoutAHole() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        for (int i = 0; i < 23; i++) {
            node.append(TestNode.message("lobby", "ana", "m" + i));
        }
        node.post("lobby", "ana", "last");
        var seen = new ArrayList<Long>();
        Page page;
        do {
            page = Sql.await(node.log.read(new PageRequest("room.lobby", "ana", seen.size(), 7)));
            assertTrue(page.publications().size() <= 7);
            page.publications().forEach(each -> seen.add(each.seq()));
        } while (seen.size() < page.head().seq());
        assertEquals(LongStream.rangeClosed(1, 24).boxed().toList(), seen);
        assertEquals(24, new HashSet<>(node.toldOf("room.lobby")).size());
    }

    @Test
    void aPageOfLongMessagesEndsEarly() throws Exception {
        stage.room("lobby", "public", "ana");
        var node = stage.node();
        for (int i = 0; i < 30; i++) {
            node.append(TestNode.message("lobby", "ana", "m" + i, "x".repeat(60_000)));
        }
        node.post("lobby", "ana", "last");
        var page = Sql.await(node.log.read(new PageRequest("room.lobby", "ana", 0, 1_000)));
        assertEquals(18, page.publications().size());
        assertEquals(31, page.head().seq());
    }
}
