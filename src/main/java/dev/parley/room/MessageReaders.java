package dev.parley.room;

import dev.parley.config.RoomSettings;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Words;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the bodies of {@code parley.messages}. */
final class MessageReaders {

    static final int CLIENT_BYTES_MAX = 4096;
    static final int MENTIONS_MAX = 100;
    static final int EMOJI_BYTES_MAX = 64;
    static final int QUERY_MAX = 1000;
    static final int QUERY_WORDS_MAX = 20;

    /** What stays exact as a number in every client's JSON. */
    static final long SEQ_MAX = (1L << 53) - 1;

    private final RoomSettings settings;
    private final Supplier<String> ids;

    /** @param ids gives a new id at each call, for whoever brings none */
    MessageReaders(RoomSettings settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    MessageCommand.Post post(Fields body) {
        return new MessageCommand.Post(body.id("room"), body.optionalId("id").orElseGet(ids), text(body),
            body.optionalId("replyTo"), body.optionalId("thread"), body.ids("mentions", MENTIONS_MAX),
            Attachments.read(body).encode(), client(body));
    }

    MessageCommand.Edit edit(Fields body) {
        return new MessageCommand.Edit(body.id("room"), body.id("id"), text(body),
            body.optionalNumber("version", 1, Integer.MAX_VALUE));
    }

    MessageCommand.Delete delete(Fields body) {
        return new MessageCommand.Delete(body.id("room"), body.id("id"));
    }

    MessageCommand.React react(Fields body) {
        return new MessageCommand.React(body.id("room"), body.id("id"), emoji(body), true);
    }

    MessageCommand.React unreact(Fields body) {
        return new MessageCommand.React(body.id("room"), body.id("id"), emoji(body), false);
    }

    MessageCommand.Pin pin(Fields body) {
        return new MessageCommand.Pin(body.id("room"), body.id("id"), true);
    }

    MessageCommand.Pin unpin(Fields body) {
        return new MessageCommand.Pin(body.id("room"), body.id("id"), false);
    }

    MessageCommand.Get get(Fields body) {
        return new MessageCommand.Get(body.id("room"), body.id("id"));
    }

    MessageCommand.Reactions reactions(Fields body) {
        return new MessageCommand.Reactions(body.id("room"), body.id("id"));
    }

    MessageCommand.Pins pins(Fields body) {
        return new MessageCommand.Pins(body.id("room"));
    }

    MessageCommand.Thread thread(Fields body) {
        return new MessageCommand.Thread(body.id("room"), body.id("id"),
            Paging.readSeq(body, settings.pageMax(), SEQ_MAX));
    }

    MessageCommand.History history(Fields body) {
        return new MessageCommand.History(body.id("room"), window(body),
            Paging.limit(body, settings.pageMax()));
    }

    MessageCommand.Search search(Fields body) {
        var words = Words.distinct(body.text("query", 1, QUERY_MAX));
        if (words.isEmpty()) {
            throw Fields.bad("query", "holds no word");
        }
        if (words.size() > QUERY_WORDS_MAX) {
            throw Fields.tooLarge("query", "holds more than " + QUERY_WORDS_MAX + " words");
        }
        return new MessageCommand.Search(words, body.optionalId("room"), body.optionalId("by"),
            body.optionalTime("from"), body.optionalTime("to"),
            Paging.readSearch(body, settings.pageMax()));
    }

    private String text(Fields body) {
        return body.text("text", 1, settings.textMax());
    }

    private static String emoji(Fields body) {
        var emoji = body.text("emoji", 1, EMOJI_BYTES_MAX);
        if (emoji.isBlank()) {
            throw Fields.bad("emoji", "is blank");
        }
        if (emoji.getBytes(StandardCharsets.UTF_8).length > EMOJI_BYTES_MAX) {
            throw Fields.tooLarge("emoji", "is longer than " + EMOJI_BYTES_MAX + " bytes");
        }
        return emoji;
    }

    private static Optional<String> client(Fields body) {
        var client = body.value("client").map(Json::encode);
        if (client.isPresent() && client.get().getBytes(StandardCharsets.UTF_8).length > CLIENT_BYTES_MAX) {
            throw Fields.tooLarge("client", "is longer than " + CLIENT_BYTES_MAX + " bytes of JSON");
        }
        return client;
    }

    private static Window window(Fields body) {
        var given = List.of("before", "after", "around").stream().filter(body::has).toList();
        if (given.size() > 1) {
            throw Fields.bad(given.get(1), "cannot be combined with \"" + given.get(0) + "\"");
        }
        if (given.isEmpty()) {
            return new Window.Newest();
        }
        long seq = body.number(given.get(0), 0, SEQ_MAX);
        return switch (given.get(0)) {
            case "before" -> new Window.Before(seq);
            case "after" -> new Window.After(seq);
            default -> new Window.Around(seq);
        };
    }
}
