package dev.parley.persistence;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The JSON texts of publications and messages (docs/protocol.md, "Events"), made in one place: live and on
 * replay an event has the same bytes.
 */
final class EventText {

    private static final JsonStringEncoder STRINGS = JsonStringEncoder.getInstance();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private EventText() {
    }

    /** RFC 3339, UTC, with milliseconds. */
    static String time(OffsetDateTime at) {
        return TIME.format(at.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** A whole publication; id, author and origin may be absent (null). */
    static Buffer publication(Entry entry, String data) {
        var text = new StringBuilder(160 + data.length());
        text.append("{\"seq\":").append(entry.seq());
        field(text, "type", entry.type());
        field(text, "id", entry.id());
        field(text, "at", entry.at());
        field(text, "by", entry.author());
        field(text, "origin", entry.origin());
        text.append(",\"data\":").append(data).append('}');
        return Buffer.buffer(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@code message.posted} holds: the message as it was posted.
     *
     * @param body     what its author wrote, a JSON object
     * @param mentions people with commas between; empty for none
     */
    static String posted(Entry entry, String room, long n, String mentions, String body) {
        var text = message(entry, room, n, body.length() + 240);
        text.append(',').append(body, 1, body.length() - 1).append(",\"mentions\":[");
        if (!mentions.isEmpty()) {
            text.append('"').append(mentions.replace(",", "\",\"")).append('"');
        }
        return text.append("],\"version\":1,\"reactions\":[]}}").toString();
    }

    /** What {@code message.posted} holds once the message is deleted. */
    static String tombstone(Entry entry, String room, long n, int version) {
        return message(entry, room, n, 320).append(",\"version\":").append(version)
            .append(",\"deleted\":true,\"text\":\"\",\"mentions\":[],\"attachments\":[],\"reactions\":[]}}")
            .toString();
    }

    private static StringBuilder message(Entry entry, String room, long n, int length) {
        var text = new StringBuilder(length).append("{\"message\":{\"id\":");
        string(text, entry.id());
        field(text, "room", room);
        text.append(",\"seq\":").append(entry.seq()).append(",\"n\":").append(n);
        field(text, "by", entry.author());
        field(text, "at", entry.at());
        return text;
    }

    /** Appends {@code ,"name":"value"}; nothing when the value is absent. */
    static void field(StringBuilder text, String name, String value) {
        if (value != null) {
            text.append(",\"").append(name).append("\":");
            string(text, value);
        }
    }

    /** Appends a JSON string. */
    static void string(StringBuilder text, String value) {
        text.append('"');
        STRINGS.quoteAsString(value, text);
        text.append('"');
    }

    /**
     * The frame of a publication.
     *
     * @param id     of the message or what else the client named; may be null
     * @param at     RFC 3339
     * @param author null when it was nobody
     * @param origin null when it was no session
     */
    record Entry(long seq, String type, String id, String at, String author, String origin) {
    }
}
