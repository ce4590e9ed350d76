package dev.parley.faults;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/** What was inserted and what of it was committed, and when; and the laws of what must have been told. */
final class Sales {

    /** Rows that are inserted, and rows that are changed again and again. */
    static final String TABLES = """
        set client_min_messages = warning;
        drop schema if exists shop cascade;
        create schema shop;
        create table shop.entry (n integer primary key, feed integer not null);
        create table shop.counter (id integer primary key, v integer not null);
        insert into shop.counter select i, 0 from generate_series(0, 9) i;
        select parley.watch('shop.entry', 'live.demo.feed-$feed', array['n']);
        select parley.watch('shop.counter', 'live.demo.counter-$id')""";

    private static final String LOG = "select p.data from parley.publication p join parley.channel c on"
        + " c.id = p.channel where c.name = '%s' order by p.seq";
    private static final String HEAD = "select coalesce(max(head), 0) from parley.channel where name = '%s'";

    private final Findings findings;
    private final int most;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLongArray began;
    private final AtomicLongArray committed;
    private volatile boolean stopped;

    /** @param most rows to insert */
    Sales(int most, Findings findings) {
        this.most = most;
        this.findings = findings;
        began = new AtomicLongArray(most);
        committed = new AtomicLongArray(most);
    }

    /** The number of the next row; negative when there are enough. */
    int next() {
        int n = next.getAndIncrement();
        return n < most && !stopped ? n : -1;
    }

    void stop() {
        stopped = true;
    }

    boolean over() {
        return stopped || next.get() >= most;
    }

    void began(int n) {
        began.set(n, System.nanoTime());
    }

    void committed(List<Integer> rows) {
        long now = System.nanoTime();
        rows.forEach(n -> committed.set(n, now));
    }

    int inserted() {
        return Math.min(most, next.get());
    }

    long committed() {
        return LongStream.range(0, most).filter(n -> committed.get((int) n) != 0).count();
    }

    long head(PgConnection behind, String channel) {
        return Desk.await(behind.query(HEAD.formatted(channel)).execute()).iterator().next().getLong(0);
    }

    private static List<JsonObject> log(PgConnection behind, String channel) {
        var all = new ArrayList<JsonObject>();
        Desk.await(behind.query(LOG.formatted(channel)).execute())
            .forEach(row -> all.add(new JsonObject(row.getString(0)).getJsonObject("row")));
        return all;
    }

    /** What stands in the logs is what was committed, once, and in order. */
    void prove(PgConnection behind) {
        var seen = new boolean[most];
        long told = 0;
        for (int c = 0; c < SqlFeed.CHANNELS; c++) {
            var rows = log(behind, SqlFeed.CHANNEL + c).stream().map(row -> row.getInteger("n")).toList();
            told += rows.size();
            long earliest = Long.MAX_VALUE;
            for (int n : rows.reversed()) {
                if (seen[n]) {
                    findings.broken("row " + n + " was told twice");
                }
                seen[n] = true;
                if (earliest < began.get(n)) {
                    findings.broken("row " + n + " stands before one committed before it was inserted");
                }
                earliest = Math.min(earliest, committed.get(n) == 0 ? Long.MAX_VALUE : committed.get(n));
            }
        }
        for (int n = 0; n < most; n++) {
            if (seen[n] != (committed.get(n) != 0)) {
                findings.broken("row " + n + (seen[n] ? " was rolled back and told" : " was not told"));
            }
        }
        if (told != committed()) {
            findings.broken(told + " rows told, " + committed() + " committed");
        }
        counters(behind);
    }

    /** The changes of one row come one after the other. */
    private void counters(PgConnection behind) {
        for (int id = 0; id < 10; id++) {
            var rows = log(behind, SqlFeed.COUNTER + id);
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).getInteger("v") != i + 1) {
                    findings.broken("counter " + id + " was told as " + rows.get(i) + " in place " + i);
                }
            }
            long now = Desk.await(behind.query("select v from shop.counter where id = " + id).execute())
                .iterator().next().getLong(0);
            if (now != rows.size()) {
                findings.broken("counter " + id + " is " + now + ", told " + rows.size());
            }
        }
    }

    /** A listener heard what stands in the log. */
    void compare(PgConnection behind, Listener listener) {
        var rows = log(behind, listener.channel());
        if (!rows.equals(listener.rows())) {
            findings.broken(listener.name() + " heard " + listener.rows().size() + " of " + rows.size());
        }
    }
}
