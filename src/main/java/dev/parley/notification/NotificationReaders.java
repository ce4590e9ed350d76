package dev.parley.notification;

import dev.parley.protocol.Fields;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the bodies of {@code parley.notifications}. */
final class NotificationReaders {

    static final int IDS_MAX = 500;
    static final int KIND_MAX = 64;
    static final int TITLE_MAX = 200;
    static final int BODY_MAX = 2_000;
    static final int LINK_MAX = 2_048;
    static final int DATA_BYTES_MAX = 4_096;

    /** How the ids of the server's own notifications begin; no other's does. */
    static final List<String> RESERVED = List.of("msg|", "invite|");

    private static final int USUAL = 50;
    private static final int MARK_MAX = 128;
    private static final long SEQ_MAX = 1L << 53;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final List<String> LEVELS = List.of("all", "mentions", "none");
    private static final List<String> SERVERS_KINDS = List.of("mention", "reply", "direct", "invite");
    private static final Pattern KIND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern CURSOR = Pattern.compile("\\d{1,16}");

    private final int pageMax;
    private final Supplier<String> ids;

    /**
     * @param pageMax entries of one list at most
     * @param ids     gives a new id at each call, for whoever brings none
     */
    NotificationReaders(int pageMax, Supplier<String> ids) {
        this.pageMax = pageMax;
        this.ids = ids;
    }

    NotificationCommand.Listing list(Fields body) {
        var after = body.optionalString("after");
        if (after.isPresent() && !CURSOR.matcher(after.get()).matches()) {
            throw Fields.bad("after", "must be the \"next\" of an earlier page");
        }
        return new NotificationCommand.Listing(after,
            (int) body.optionalNumber("limit", 1, pageMax).orElse(Math.min(USUAL, pageMax)),
            body.flag("unreadOnly", false));
    }

    NotificationCommand.Count count(Fields body) {
        return new NotificationCommand.Count();
    }

    NotificationCommand read(Fields body) {
        if (body.has("ids") == body.has("upTo")) {
            throw Fields.bad("ids", "or field \"upTo\" must be given, and not both");
        } else if (body.has("ids")) {
            return new NotificationCommand.Read(body.ids("ids", IDS_MAX));
        }
        return body.value("upTo").filter(Number.class::isInstance).isPresent()
            ? new NotificationCommand.ReadToSeq(body.number("upTo", 0, SEQ_MAX))
            : new NotificationCommand.ReadToMark(body.text("upTo", 1, MARK_MAX));
    }

    NotificationCommand.Prefer preferences(Fields body) {
        return new NotificationCommand.Prefer(body.optionalId("room"),
            wish(body, "notify", name -> body.optionalWord(name, LEVELS)),
            wish(body, "mutedUntil", name -> time(body, name)));
    }

    private static Optional<Instant> time(Fields body, String name) {
        var time = body.optionalTime(name);
        if (time.isPresent() && time.get().isAfter(LATEST)) {
            throw Fields.bad(name, "is too far away");
        }
        return time.map(at -> at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at);
    }

    private static <T> Wish<T> wish(Fields body, String name, Function<String, Optional<T>> read) {
        return body.cleared(name) ? new Wish.Unset<>()
            : read.apply(name).<Wish<T>>map(Wish.To::new).orElseGet(Wish.Keep::new);
    }

    NotificationCommand.Push push(Fields body) {
        return new NotificationCommand.Push(body.id("user"), id(body), kind(body), title(body),
            body.optionalText("body", 0, BODY_MAX), link(body), data(body));
    }

    private String id(Fields body) {
        var id = body.optionalId("id").orElseGet(ids);
        if (RESERVED.stream().anyMatch(id::startsWith)) {
            throw Fields.bad("id", "begins like those of the server's own notifications");
        }
        return id;
    }

    private static String kind(Fields body) {
        var kind = body.text("kind", 1, KIND_MAX);
        if (!KIND.matcher(kind).matches()) {
            throw Fields.bad("kind", "may hold letters, digits, dots, lines and underlines only");
        } else if (SERVERS_KINDS.contains(kind)) {
            throw Fields.bad("kind", "is one of the server's own");
        }
        return kind;
    }

    private static String title(Fields body) {
        var title = body.text("title", 1, TITLE_MAX);
        if (title.isBlank()) {
            throw Fields.bad("title", "is blank");
        }
        return title;
    }

    private static Optional<String> link(Fields body) {
        var link = body.optionalText("link", 1, LINK_MAX);
        if (link.isPresent() && !Link.safe(link.get())) {
            throw Fields.bad("link", "must be an http or https URL, or a path that begins with /");
        }
        return link;
    }

    private static Optional<String> data(Fields body) {
        var data = body.value("data").map(Json::encode);
        if (data.isPresent() && data.get().getBytes(StandardCharsets.UTF_8).length > DATA_BYTES_MAX) {
            throw Fields.tooLarge("data", "is longer than " + DATA_BYTES_MAX + " bytes");
        }
        return data;
    }
}
