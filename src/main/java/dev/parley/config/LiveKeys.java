package dev.parley.config;

import static dev.parley.config.Key.number;
import static dev.parley.config.Key.text;

import java.util.List;

/** What can be set about live channels. */
final class LiveKeys {

    private static final int DAY_MS = 86_400_000;

    static final List<Key> ALL = List.of(
        number("live.reloadMs", 2_000, 50, DAY_MS, "ms", "How often this file is looked at for other"
            + " namespaces, which count from then on; other keys need a restart."),
        number("live.pageMax", 200, 1, 1_000, "events", "Of one page of a channel's history."),
        number("live.channelsMax", 500, 1, 10_000, "channels", "That one request may publish to."),
        number("live.trimEveryMs", 30_000, 50, DAY_MS, "ms", "How often durable channels are cleared of what"
            + " their namespaces no longer keep; one node at a time does it."));

    /** The one key that holds sections of its own. */
    static final List<Key> NAMESPACES = List.of(text(NamespaceReader.KEY, "",
        "The live channels that there are: live.<namespace>.<name>; those of others are refused. An entry"
            + " for each namespace, read again while running. In the demo there are demo, recent and"
            + " ephemeral besides."));

    /** An example with every key, for the shipped file. */
    static final String EXAMPLE = """
        # namespaces:
        #   orders:
        #     log: durable              # durable (PostgreSQL), recent (Redis) or none; must be given
        #     history:
        #       length: 1000            # newest events of each channel; 0 = all (recent: 1000, never 0)
        #       age: 7d                 # ms, s, m, h or d; 0 = for ever (recent: 1d, never 0)
        #     subscribe: token          # anyone, authenticated, token (its claim channels) or server
        #     publish: server           # likewise
        #     state: true               # a JSON object with the channel; needs log: durable
        #     presence: false           # whether it is told who is there
        #     wildcards: false          # whether one may subscribe to live.orders.*
        #     out: false                # also to Redis, to the stream parley:out
        #     dataBytesMax: 32768       # of one event
        #     rate: {perSecond: 50, burst: 100}      # of one user on one node; 0 = as his session may
        #   cursors:
        #     log: none
        #     subscribe: authenticated
        #     publish: authenticated
        #     conflate: {key: user, everyMs: 50}     # the newest of each data.user, once in 50 ms
        #     sample: {perSecond: 200}               # of one channel on one node; the rest is dropped
        """;

    private LiveKeys() {
    }
}
