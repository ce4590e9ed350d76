package dev.parley.persistence;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Publication;
import io.vertx.sqlclient.Row;
import java.util.List;

/** A row of the log and the publication that it is: the same bytes as when it was told live. */
final class LogRow {

    /** The columns of {@code publication p} that {@link #publication} reads, in its order. */
    static final String COLUMNS = """
        p.seq, p.type, p.id, p.at, p.author, p.origin, p.subject, p.blanks, p.n, p.version, p.deleted,
        array_to_string(p.mentions, ',') as mentions, p.data""";

    private LogRow() {
    }

    /** Reads the columns from the {@code first} on. */
    static Publication publication(Row row, int first, String channel, String epoch) {
        var entry = new EventText.Entry(row.getLong(first), row.getString(first + 1),
            row.getString(first + 2), EventText.time(row.getOffsetDateTime(first + 3)),
            row.getString(first + 4), row.getString(first + 5));
        var subject = row.getString(first + 6);
        var blanks = row.getArrayOfLongs(first + 7);
        return new Publication(channel, epoch, entry.seq(), entry.type(), subject == null ? "" : subject,
            blanks == null ? List.of() : List.of(blanks),
            EventText.publication(entry, content(row, first + 8, entry, channel)));
    }

    private static String content(Row row, int n, EventText.Entry entry, String channel) {
        if (row.getLong(n) == null) {
            return row.getString(n + 4);
        }
        var room = Channels.idOf(channel);
        if (Boolean.TRUE.equals(row.getBoolean(n + 2))) {
            return EventText.tombstone(entry, room, row.getLong(n), row.getInteger(n + 1));
        }
        var mentions = row.getString(n + 3);
        return EventText.posted(entry, room, row.getLong(n), mentions == null ? "" : mentions,
            row.getString(n + 4));
    }
}
