package dev.parley.bus;

import java.util.Arrays;

/** Which instance serves which shard. */
final class ShardTable {

    private static final int OPEN = -1;

    private ShardTable() {
    }

    /** A table in which {@code count} instances share evenly and as few shards as possible have moved. */
    static int[] spread(int[] former, int count) {
        var table = new int[former.length];
        Arrays.fill(table, OPEN);
        var room = new int[count];
        for (int instance = 0; instance < count; instance++) {
            room[instance] = former.length / count + (instance < former.length % count ? 1 : 0);
        }
        for (int shard = 0; shard < former.length; shard++) {
            int instance = former[shard];
            if (instance >= 0 && instance < count && room[instance] > 0) {
                table[shard] = instance;
                room[instance]--;
            }
        }
        for (int shard = 0, next = 0; shard < table.length; shard++) {
            if (table[shard] == OPEN) {
                while (room[next] == 0) {
                    next++;
                }
                table[shard] = next;
                room[next]--;
            }
        }
        return table;
    }
}
