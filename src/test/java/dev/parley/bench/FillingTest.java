package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.PostgresSettings;
import dev.parley.persistence.Schema;
import dev.parley.testing.TestPostgres;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured against is what posts would have left in the tables. */
class FillingTest {

    private static Vertx vertx;
    private static PostgresSettings postgres;

    @BeforeAll
    static void fill() {
        vertx = Vertx.vertx();
        postgres = TestPostgres.emptyDatabase();
        Store.await(Schema.migrate(vertx, postgres));
        TestPostgres.execute(postgres, Store.filling(40, 4_000));
    }

    @AfterAll
    static void close() {
        Store.await(vertx.close());
    }

    @Test
    void everyLogIsWithoutHolesUpToItsHead() {
        assertEquals(0, number("""
            select count(*) from parley.channel c join lateral (
                select count(*) as head, max(p.n) as n, max(p.seq) filter (where p.n is not null) as last
                  from parley.publication p where p.channel = c.id) x on true
             where (c.head, c.n, c.last_seq) <> (x.head, coalesce(x.n, 0), coalesce(x.last, 0))"""));
        assertEquals(0, number("""
            select count(*) from (select seq, row_number() over (partition by channel order by seq) as due
                from parley.publication) x where seq <> due"""));
        assertEquals(4_000, number("select count(*) from parley.publication where n is not null"));
    }

    @Test
    void wordsAreThoseOfTheTexts() {
        assertEquals(0, number("""
            select count(*) from parley.publication p where p.n is not null and p.deleted is not true
               and p.words <> parley.words(coalesce(p.edited, p.data)::json->>'text', p.author)"""));
        assertTrue(number("select count(*) from parley.publication where words @@ 'w0'") > 1_000);
    }

    @Test
    void mentionsAndMembersAreThoseOfTheMessages() {
        assertEquals(0, number("""
            select count(*) from parley.publication p where p.n is not null and p.deleted is not true
               and (p.mentions is not null and p.edited is null) <> exists (select from parley.mention x
                    where x.channel = p.channel and x.n = p.n)
               and p.edited is null"""));
        assertEquals(0, number("""
            select count(*) from parley.publication p where not exists (select from parley.member m
                where m.channel = p.channel and m.person = p.author)"""));
        assertEquals(0, number("""
            select count(*) from parley.room r where r.members <> (select count(*) from parley.member m
                where m.channel = r.channel)"""));
    }

    private static long number(String statement) {
        return TestPostgres.query(postgres, statement).iterator().next().getLong(0);
    }
}
