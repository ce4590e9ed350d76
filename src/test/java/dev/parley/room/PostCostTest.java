package dev.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a post writes does not grow with the room: nothing is written per member. */
class PostCostTest {

    private static final int MEMBERS = 20_000;
    private static final int POSTS = 100;
    private static final int ROUNDS = 4;

    @Test
    void aPostWritesAsMuchInALargeRoomAsInASmallOne() {
        try (var house = new RoomHouse(1)) {
            house.call("ana", "rooms.create", "{'id':'small','name':'s','visibility':'public'}");
            house.call("ana", "rooms.create", "{'id':'large','name':'l','visibility':'public'}");
            house.sql("""
                insert into parley.member (channel, person, role, name, since)
                select c.id, 'u' || i, 2, 'u' || i, now()
                  from parley.channel c, generate_series(1, %d) i where c.name = 'room.large';
                update parley.room r set members = %d + 1
                  from parley.channel c where c.id = r.channel and c.name = 'room.large'""".formatted(
                MEMBERS, MEMBERS));
            long small = Long.MAX_VALUE;
            long large = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                small = Math.min(small, written(house, "small"));
                large = Math.min(large, written(house, "large"));
            }
            var ratio = (double) large / small;
            assertTrue(ratio > 0.85 && ratio < 1.15, "bytes of log: " + small + " and " + large);
            var room = house.call("ana", "rooms.get", "{'room':'large'}").getJsonObject("room");
            assertEquals(MEMBERS + 1, room.getInteger("members"));
        }
    }

    /** The bytes that the database logged for some posts. */
    private static long written(RoomHouse house, String room) {
        long before = house.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        for (int i = 0; i < POSTS; i++) {
            house.call("ana", "messages.post", "{'room':'" + room + "','text':'hello'}");
        }
        return house.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint") - before;
    }
}
