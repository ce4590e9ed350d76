package dev.parley.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The JSON texts of live events (docs/protocol.md, "Events"), made in one place: from whatever log, live and
 * on replay, an event has the same bytes.
 */
public final class DraftText {

    private static final JsonStringEncoder STRINGS = JsonStringEncoder.getInstance();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(ZoneOffset.UTC);

    private DraftText() {
    }

    /** RFC 3339, UTC, with milliseconds. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** A whole publication. */
    public static Buffer publication(long seq, Draft draft, String at) {
        return text(new StringBuilder(160 + draft.data().length()).append("{\"seq\":").append(seq)
            .append(','), draft, at);
    }

    /** The event of a channel without a log: the same without a seq. */
    public static Buffer passing(Draft draft, Instant at) {
        return text(new StringBuilder(160 + draft.data().length()).append('{'), draft, time(at));
    }

    private static Buffer text(StringBuilder text, Draft draft, String at) {
        text.append("\"type\":");
        string(text, draft.type());
        field(text, "id", draft.id());
        field(text, "at", at);
        field(text, "by", draft.by());
        field(text, "origin", draft.origin());
        text.append(",\"data\":").append(draft.data()).append('}');
        return Buffer.buffer(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void field(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(",\"").append(name).append("\":");
            string(text, value);
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append('"');
        STRINGS.quoteAsString(value, text);
        text.append('"');
    }
}
