package dev.parley.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans that are kept for a connection's life are right from the first row on. */
class PlanTest {

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void looksForAnIdByItsIndexEvenInAnEmptyLog() throws Exception {
        assertPlan("publication_id", "select 1 from parley.publication where channel = $1 and id = $2");
    }

    @Test
    void looksForMessagesByTheirIndexEvenInAnEmptyLog() throws Exception {
        assertPlan("publication_message", """
            select 1 from parley.publication
             where channel = $1 and seq < length($2) and n is not null order by seq desc limit 50""");
    }

    @Test
    void readsAPageByTheKeyEvenInAnEmptyLog() throws Exception {
        assertPlan("publication_pkey", """
            select 1 from parley.publication
             where channel = $1 and seq > length($2) order by seq limit 50""");
    }

    /** Law 11. */
    @Test
    void appendsMoveHeadsInPlace() throws Exception {
        assertEquals(0, stage.behind().number("""
            select count(*) from pg_index i join pg_attribute a
                on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
             where i.indrelid = 'parley.channel'::regclass and a.attname not in ('id', 'name')"""));
        assertEquals("{fillfactor=50}", stage.behind().text(
            "select reloptions::text from pg_class where oid = 'parley.channel'::regclass"));
    }

    @Test
    void theGaugeWritesWhatItSays() throws Exception {
        var rates = Sql.await(AppendGauge.measure(stage.vertx(), stage.settings(),
            new AppendGauge.Size(3, 2, 10, 50)));
        assertTrue(rates.ratio() > 0, rates.toString());
        assertEquals(60, stage.behind().number("select max(head) from parley.channel"));
        assertEquals(120, stage.behind().number("select count(*) from parley.publication"));
    }

    private void assertPlan(String index, String query) throws Exception {
        var sql = stage.behind();
        sql.run("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
        sql.run("prepare it(bigint, text) as " + query);
        var plan = StreamSupport.stream(sql.rows("explain execute it(1, 'a')").spliterator(), false)
            .map(row -> row.getString(0)).collect(Collectors.joining("\n"));
        assertTrue(plan.contains(" " + index + " "), plan);
    }
}
