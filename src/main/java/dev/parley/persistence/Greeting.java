package dev.parley.persistence;

import dev.parley.config.PostgresSettings;
import dev.parley.config.Profile;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * The first statement on every connection: it tells the log's epoch, whether the server keeps what it
 * commits, and bounds whole transactions where the server can (from PostgreSQL 17 on). A standby fails it.
 */
final class Greeting {

    private static final String SQL = """
        select parley.epoch($1), current_setting('fsync') = 'on',
            current_setting('synchronous_commit') <> 'off',
            case when current_setting('server_version_num')::int >= 170000
                then set_config('transaction_timeout', $2, false) end""";

    private Greeting() {
    }

    /** The log's epoch. Fails with {@link UnsafeServer} where commits may be forgotten and that matters. */
    static Future<String> of(SqlConnection connection, PostgresSettings settings, Profile profile) {
        var whole = settings.statementTimeoutMs() + settings.idleInTransactionTimeoutMs();
        return connection.preparedQuery(SQL)
            .execute(Tuple.of(!settings.synchronous(), whole + "ms"))
            .compose(rows -> check(rows.iterator().next(), profile));
    }

    private static Future<String> check(Row row, Profile profile) {
        if (profile == Profile.PRODUCTION && !row.getBoolean(1)) {
            return Future.failedFuture(new UnsafeServer("fsync"));
        }
        if (profile == Profile.PRODUCTION && !row.getBoolean(2)) {
            return Future.failedFuture(new UnsafeServer("synchronous_commit"));
        }
        return Future.succeededFuture(row.getString(0));
    }
}
