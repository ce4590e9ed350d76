package dev.parley.config;

import static dev.parley.config.Key.flag;
import static dev.parley.config.Key.number;
import static dev.parley.config.Key.text;

import java.util.List;

/** What can be set of Redis. */
final class RedisKeys {

    private static final long DAY_MS = 86_400_000;
    private static final long COUNT_MAX = 100_000_000;

    static final List<Key> ALL = List.of(
        flag("redis.embedded", false, "Start a Redis of our own. In the demo: unless redis.url is given.")
            .demo(true),
        text("redis.dataDirectory", "data/redis", "Where the embedded one keeps its files."),
        text("redis.mode", "standalone", "standalone, sentinel or cluster: what stands behind redis.url."),
        text("redis.url", "redis://localhost:6379", "Redis 6.2 or newer. Several with commas between them"
            + " where they are Sentinels or nodes of a Cluster; rediss: for TLS.").demo(""),
        text("redis.master", "mymaster", "The name by which the Sentinels know the master."),
        text("redis.user", "", "Of the masters, where redis.url names none; empty = the default user."),
        text("redis.password", "", "Its password; may be empty."),
        text("redis.prefix", "parley", "What our own keys begin with: clusters that share a Redis differ in"
            + " it."),
        number("redis.timeoutMs", 2_000, 50, 60_000, "ms", "An answer may take; then Redis counts as away."),
        number("redis.pipelineMax", 4_096, 16, 1_000_000, "commands",
            "Under way on one connection; more are refused with 503."),
        number("redis.queueMax", 20_000, 1, 10_000_000, "appends",
            "Waiting per verticle; more are refused with 503."),
        number("redis.batchMax", 100, 1, 1_000, "appends", "To one channel in one step."),
        number("redis.idsKeptMs", DAY_MS, 1_000, 365 * DAY_MS, "ms",
            "How long an id that a client named is known at least, so that it is not published twice."),
        number("redis.idsMax", 1_000_000, 100, COUNT_MAX, "ids",
            "Of one channel; where there are more, they are known for a shorter time."),
        flag("redis.inbox", false, "Whether programs may publish through parley:publish and parley:inbox, to"
            + " every live channel.").demo(true),
        number("redis.deadMax", 10_000, 1, COUNT_MAX, "letters", "Kept in parley:dead, about."),
        number("redis.outMax", 100_000, 1, COUNT_MAX, "events", "Kept in parley:out, about."),
        number("redis.leaseMs", 5_000, 200, 600_000, "ms",
            "How long the silence of a node is borne that reads the inbox or writes parley:out."));

    private RedisKeys() {
    }
}
