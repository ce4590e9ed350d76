package dev.parley.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {

    @Test
    void aHeldShardTurnsCallersAwayWhenItsQueueIsFull() {
        var shard = new Shard(0);
        var passed = new ArrayList<Integer>();
        shard.hold();
        for (int i = 0; i < Shard.WAITING_MAX; i++) {
            assertTrue(shard.enter(Runnable::run, passed::add));
        }
        assertEquals(false, shard.enter(Runnable::run, passed::add));
        assertEquals(List.of(), passed);
        shard.release(7);
        assertEquals(Shard.WAITING_MAX, passed.size());
        assertEquals(List.of(7), passed.stream().distinct().toList());
    }

    @Test
    void whoComesWhileOthersAreOnTheirWayPassesAfterThem() {
        var shard = new Shard(0);
        var onTheirWay = new ArrayDeque<Runnable>();
        var passed = new ArrayList<String>();
        shard.hold();
        shard.enter(onTheirWay::add, instance -> passed.add("first"));
        var open = shard.release(7);
        shard.enter(onTheirWay::add, instance -> passed.add("second"));
        assertEquals(List.of(), passed);
        onTheirWay.remove().run();
        assertEquals(List.of("first"), passed);
        assertEquals(false, open.isComplete());
        onTheirWay.remove().run();
        assertTrue(open.isComplete());
        shard.enter(onTheirWay::add, instance -> passed.add("third"));
        assertEquals(List.of("first", "second", "third"), passed);
    }

    @Test
    void shardsMoveNoMoreThanAnEvenShareNeeds() {
        var random = new Random(7);
        var table = ShardTable.spread(IntStream.generate(() -> -1).limit(256).toArray(), 1);
        for (int i = 0; i < 200; i++) {
            int before = (int) IntStream.of(table).distinct().count();
            int count = 1 + random.nextInt(20);
            var next = ShardTable.spread(table, count);
            for (int instance = 0; instance < count; instance++) {
                int wanted = instance;
                long shards = IntStream.of(next).filter(each -> each == wanted).count();
                assertTrue(shards == 256 / count || shards == 256 / count + 1, "shares of " + count);
            }
            var former = table;
            long moved = IntStream.range(0, 256).filter(shard -> former[shard] != next[shard]).count();
            int larger = Math.max(before, count);
            long needed = 256L * Math.abs(before - count) / larger;
            assertTrue(moved <= needed + larger, before + " to " + count + " moved " + moved);
            table = next;
        }
    }
}
