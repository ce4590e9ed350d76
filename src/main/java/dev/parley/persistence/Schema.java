package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema {@code parley}, brought up to date by numbered scripts in one transaction under an advisory
 * lock: any number of nodes may boot at once.
 *
 * <p>Functions are replaced when their text has changed, unless a newer node has already applied a
 * migration that this one does not know: a release that changes a function brings a migration with it.
 */
public final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** "parley" on a telephone's keys: the key of the advisory lock. */
    private static final long LOCK = 727539L;

    private static final String GIVE =
        "select set_config('parley.text', $1, true), set_config('parley.functions', $2, true)";

    /**
     * A function whose parameters have got other names, or that replies otherwise, has to go first. Those
     * that tables need, or that somebody was given, stay as they are: a migration has to help them.
     */
    private static final String REPLACE = """
        do $$
        declare
            former text;
        begin
            execute current_setting('parley.text');
        exception when invalid_function_definition then
            for former in select p.oid::regprocedure from pg_proc p
                where p.pronamespace = 'parley'::regnamespace
                  and p.proname = any(current_setting('parley.functions')::text[])
                  and not exists (select from pg_depend d
                    where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid)
                  and not exists (select from aclexplode(p.proacl) a where a.grantee not in (0, p.proowner))
            loop
                execute 'drop function ' || former;
            end loop;
            execute current_setting('parley.text');
        end $$""";

    private final PgConnection connection;
    private final List<Script> scripts;

    private Schema(PgConnection connection, List<Script> scripts) {
        this.connection = connection;
        this.scripts = scripts;
    }

    /**
     * Brings the schema up to date. Fails when PostgreSQL cannot be reached, or when the schema was made by
     * scripts that contradict those of this release.
     */
    public static Future<Void> migrate(Vertx vertx, PostgresSettings settings) {
        return migrate(vertx, settings, Script.all());
    }

    static Future<Void> migrate(Vertx vertx, PostgresSettings settings, List<Script> scripts) {
        return PgConnection.connect(vertx, ConnectOptions.plain(settings))
            .compose(connection -> new Schema(connection, scripts).migrate()
                .eventually(connection::close));
    }

    private Future<Void> migrate() {
        return connection.begin().compose(transaction -> lock()
            .compose(locked -> prepare())
            .compose(ready -> applied())
            .compose(this::applyMissing)
            .compose(done -> transaction.commit()));
    }

    private Future<?> lock() {
        return connection.preparedQuery("select pg_advisory_xact_lock($1)").execute(Tuple.of(LOCK));
    }

    private Future<?> prepare() {
        return connection.query("""
            create schema if not exists parley;
            create table if not exists parley.script (
                name       text primary key,
                numbered   boolean not null,
                checksum   text not null,
                applied_at timestamptz not null default now())""").execute();
    }

    private Future<Map<String, Script>> applied() {
        return connection.query("select name, numbered, checksum from parley.script").execute().map(rows -> {
            var found = new HashMap<String, Script>();
            rows.forEach(row -> found.put(row.getString(0),
                new Script(row.getString(0), row.getBoolean(1), "", row.getString(2))));
            return found;
        });
    }

    private Future<Void> applyMissing(Map<String, Script> applied) {
        Future<Void> chain = Future.succeededFuture();
        for (var script : missing(applied)) {
            chain = chain.compose(done -> apply(script));
        }
        return chain;
    }

    private List<Script> missing(Map<String, Script> applied) {
        var known = scripts.stream().map(Script::name).toList();
        var newer = applied.values().stream().anyMatch(old -> old.numbered() && !known.contains(old.name()));
        return scripts.stream().filter(script -> {
            var old = applied.get(script.name());
            var same = old != null && old.checksum().equals(script.checksum());
            if (old != null && !same && script.numbered()) {
                throw new IllegalStateException("The migration " + script.name() + " was applied to this "
                    + "database with another text: it was made by another release, or changed since.");
            }
            return !same && (script.numbered() || !newer);
        }).toList();
    }

    private Future<Void> apply(Script script) {
        LOG.info("Schema: applying {}", script.name());
        var made = script.numbered() ? connection.query(script.text()).execute() : replace(script);
        return made
            .compose(done -> connection.preparedQuery("""
                insert into parley.script (name, numbered, checksum) values ($1, $2, $3)
                on conflict (name) do update set checksum = excluded.checksum, applied_at = now()""")
                .execute(Tuple.of(script.name(), script.numbered(), script.checksum())))
            .mapEmpty();
    }

    private Future<?> replace(Script script) {
        return connection.preparedQuery(GIVE)
            .execute(Tuple.of(script.text(), "{" + String.join(",", script.functions()) + "}"))
            .compose(given -> connection.query(REPLACE).execute());
    }
}
