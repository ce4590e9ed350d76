package dev.parley.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.room.RoomHouse;
import org.junit.jupiter.api.Test;

/** What it costs to tell people does not depend on how many others are in the room. */
class CostTest {

    private static final int MEMBERS = 20_000;
    private static final int LOOKED_AT_MAX = 60;

    /** One post, and how many rows of members and channels were looked at on the way. */
    private static final String POST = """
        select state, cardinality(seqs), jsonb_array_length(events),
            (select sum(pg_stat_get_xact_tuples_returned(c) + pg_stat_get_xact_tuples_fetched(c))::bigint
               from unnest(array['parley.member', 'parley.member_pkey', 'parley.channel', 'parley.person',
                    'parley.publication', 'parley.notification']::regclass[]) c)
          from parley.post_and_notify('room.large', false, array['m%d'], array['ana'], array['s'],
            array[2]::smallint[], array['first'], array[null]::text[], array['u7,u8,u9'],
            array[0]::smallint[], array['{"text":"x","attachments":[]}'], array['x'], array['ANA'])""";

    @Test
    void aMentionLooksAtThoseMentionedOnly() {
        try (var house = new RoomHouse(1)) {
            house.call("ana", "rooms.create", "{'id':'large','name':'L','visibility':'public'}");
            house.call("ana", "messages.post", "{'room':'large','id':'first','text':'x'}");
            house.sql("insert into parley.member (channel, person, role, name, since) "
                + "select c.id, 'u' || g, 2, 'u', now() from parley.channel c "
                + "cross join generate_series(1, " + MEMBERS + ") g where c.name = 'room.large'");
            house.sql("analyze parley.member");
            for (int i = 0; i < 3; i++) {
                var row = house.query(POST.formatted(i)).getFirst();
                assertEquals("done", row.getString(0));
                assertEquals(3, row.getInteger(2));
                assertTrue(row.getLong(3) < LOOKED_AT_MAX, "looked at " + row.getLong(3));
            }
        }
    }
}
