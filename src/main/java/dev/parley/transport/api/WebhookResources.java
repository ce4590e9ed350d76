package dev.parley.transport.api;

import static dev.parley.protocol.FailureType.NOT_FOUND;
import static dev.parley.transport.api.Field.may;
import static dev.parley.transport.api.Field.must;

import java.util.List;

/** The resources of {@code parley.webhooks}, for operators. */
final class WebhookResources {

    private static final String ADDRESS = "parley.webhooks";
    private static final int NAME_MAX = 64;
    private static final int CHANNEL_MAX = 300;
    private static final long SEQ_MAX = 1L << 53;
    private static final Field HOOK = must("hook", Types.text(1, NAME_MAX), "The name of the hook.");
    private static final Reply SETTLED = Reply.body(Types.object("hook", Types.text(), "letters",
        Types.count()));

    private final int pageMax;

    /** @param pageMax entries of one list at most */
    WebhookResources(int pageMax) {
        this.pageMax = pageMax;
    }

    List<Resource> all() {
        return List.of(list(), letters(), retry(), discard(), forget());
    }

    private static Resource list() {
        return Resource.get(ADDRESS, "list", "/webhooks", "How each hook stands.")
            .replies(Reply.body(Types.object("hooks", Types.list(Types.object("hook", Types.text(),
                "pending", Types.count(), "dead", Types.count(), "sender?", Types.text(),
                "failing", Types.list(Types.object("channel", Types.text(), "attempts", Types.count(),
                    "since", Types.text(), "next", Types.text(), "error", Types.text())))))));
    }

    private Resource letters() {
        return Resource.get(ADDRESS, "letters", "/webhooks/{hook}/letters",
            "What could not be delivered for so long that it was given up.")
            .with(HOOK, may("after", Types.pattern("^\\d{1,18} \\d{1,18}$"),
                "The `next` of the page before; absent: the first page."), Common.limit(pageMax))
            .replies(new Reply(Reply.Kind.PAGE, Types.object("letters", Types.list(Types.object(
                "channel", Types.text(), "seq", Types.count(), "attempts", Types.count(),
                "since", Types.text(), "error", Types.text())), "more", Types.flag(), "next?", Types.text()),
                "")).refuses(NOT_FOUND);
    }

    private static Resource retry() {
        return Resource.post(ADDRESS, "retry", "/webhooks/{hook}/retry",
            "Deliver dead letters once more: all, those of a channel, or one.").with(which())
            .replies(SETTLED).refuses(NOT_FOUND);
    }

    private static Resource discard() {
        return Resource.post(ADDRESS, "discard", "/webhooks/{hook}/discard",
            "Throw dead letters away: all, those of a channel, or one.").with(which())
            .replies(SETTLED).refuses(NOT_FOUND);
    }

    private static Resource forget() {
        return Resource.delete(ADDRESS, "forget", "/webhooks/{hook}",
            "Forget a hook that no node is configured for any more, and all that it was to be told.")
            .with(HOOK).replies(Reply.body(Types.object("hook", Types.text()))).refuses(NOT_FOUND);
    }

    private static Field[] which() {
        return new Field[] {HOOK, may("channel", Types.text(1, CHANNEL_MAX), "Of this channel only."),
            may("seq", Types.whole(1, SEQ_MAX), "Only this one of the channel.")};
    }
}
