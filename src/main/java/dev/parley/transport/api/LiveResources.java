package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.CONFLICT;
import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import dev.parley.config.LiveSettings;
import java.util.List;

/** What can be done with live channels. */
final class LiveResources {

    static final String ADDRESS = "parley.live";
    private static final int TYPE_MAX = 128;
    static final Field CHANNEL = must("channel", Types.ref("Channel"),
        "The channel, such as `live.orders.42`.");

    private final LiveSettings settings;

    LiveResources(LiveSettings settings) {
        this.settings = settings;
    }

    List<Resource> all() {
        return List.of(publish(), history());
    }

    private static Resource publish() {
        return Resource.post(ADDRESS, "publish", "/channels/{channel}/publications",
            "Publish an event of the application's own.").with(CHANNEL).with(content())
            .replies(Reply.created(Types.ref("Published"), "")).refuses(NOT_FOUND, CONFLICT);
    }

    private Resource history() {
        return Resource.get(ADDRESS, "history", "/channels/{channel}/publications",
            "What was published, the oldest first: after a seq, or the newest.")
            .with(CHANNEL, may("after", Types.count(), "The seq of the last one that is known; absent: the"
                + " newest."), Common.limit(settings.pageMax()))
            .replies(new Reply(Reply.Kind.PAGE, Types.object("publications",
                Types.list(Types.ref("Publication")), "head", Types.ref("Position"), "more", Types.flag()),
                "")).refuses(NOT_FOUND);
    }

    /** What an event is made of. */
    static Field[] content() {
        return new Field[] {
            must("data", Types.any(), "Any JSON."),
            may("id", Types.id(), "Of the event, unique in its channel; the server chooses one when absent."),
            may("type", Types.pattern("^[A-Za-z0-9][A-Za-z0-9._:-]*$").put("maxLength", TYPE_MAX)
                .put("default", "message"), "What kind of event, in the application's own words.")};
    }
}
