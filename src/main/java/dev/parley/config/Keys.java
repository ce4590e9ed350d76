package dev.parley.config;

import static dev.parley.config.Key.flag;
import static dev.parley.config.Key.number;
import static dev.parley.config.Key.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all that can be set: the shipped file, the variables' names and the checks derive from it. */
final class Keys {

    static final String DEMO_SECRET = "parley-demo-secret-known-to-everybody";

    private static final int INT_MAX = Integer.MAX_VALUE;
    private static final int DAY_MS = 86_400_000;

    private static final String PROFILE_MEANING = "What this node is for: production; demo, with embedded"
        + " servers, guests and a secret that everybody knows; or test.";

    private static final List<Key> GENERAL = List.of(
        text("profile", "production", PROFILE_MEANING));

    private static final List<Key> HTTP = List.of(
        text("http.host", "0.0.0.0", "Address to listen on; 0.0.0.0 = every one.").demo("127.0.0.1"),
        number("http.port", 8080, 0, 65_535, "TCP port", "Where clients come in; 0 = any free one."),
        text("http.publicUrl", "", "How clients reach this node from outside, such as https://a.example.org;"
            + " empty = http://, this machine's name and the port."),
        text("http.origins", "", "Browser origins that may connect, such as [https://app.example.org];"
            + " * = any; empty = only pages from this node.").demo("*"),
        number("http.backlog", 4_096, 1, 65_535, "connections", "Waiting to be accepted."),
        number("http.connectionsMax", 100_000, 1, INT_MAX, "connections", "More are refused with 503."),
        number("http.acceptsPerSecond", 2_000, 1, 1_000_000, "handshakes/s",
            "Of all clients together; above, they wait for their turn (edge.acceptWaitMs)."),
        number("http.acceptsBurst", 2_000, 1, 1_000_000, "handshakes", "May come at once."),
        text("http.trustedProxies", "", "Addresses or CIDR ranges of proxies that are believed when they say"
            + " whom a request is from, such as [10.0.0.0/8]; empty = none."),
        text("http.forwardedHeader", "X-Forwarded-For", "The header in which they say so: X-Forwarded-For or"
            + " Forwarded. A proxy must set it itself, not pass on what a client sent."),
        number("http.drainMs", 10_000, 0, DAY_MS, "ms",
            "Over which clients move away on exit, at least; as long as the other nodes need to take them.")
            .demo(1_500),
        number("http.drainMsMax", 60_000, 0, DAY_MS, "ms", "The longest that may become."));

    private static final List<Key> AUTH = List.of(
        text("auth.secret", "", "Shared secret of HS256 tokens, 32 bytes at least.").demo(DEMO_SECRET),
        text("auth.publicKeys", "", "Keys of RS256 and ES256 tokens: PEM texts, or files that hold one."),
        text("auth.jwks", "", "JSON web key set: a file, or an https: URL read again as keys change."),
        text("auth.issuer", "", "The iss that tokens must carry; empty = any."),
        text("auth.audience", "", "The aud that tokens must carry; empty = any."),
        number("auth.leewaySeconds", 5, 0, 600, "s", "How far the issuer's clock may differ."),
        flag("auth.guests", false, "Whether POST /auth/guest gives tokens to anybody.").demo(true));

    private static final List<Key> API = List.of(
        text("api.keys", "", "Server keys of back ends, each its id and the SHA-256 of its secret, such as"
            + " [backend:sha256:9f86d0…]; parley --key backend makes one."),
        number("api.bodyBytesMax", 262_144, 1_024, 67_108_864, "bytes", "Of a request's body."));

    private static final List<Key> SESSION = List.of(
        number("session.frameBytesMax", 65_536, 1_024, 16_777_216, "bytes", "A larger frame is refused."),
        number("session.frameBytesClose", 262_144, 1_024, 67_108_864, "bytes",
            "A frame larger than this closes the connection with 1009."),
        number("session.registrationsMax", 2_000, 1, 1_000_000, "subscriptions", "Of one session."),
        number("session.pingAfterMs", 4_000, 100, DAY_MS, "ms", "Silence after which the server pings."),
        number("session.deadAfterMs", 4_000, 100, DAY_MS, "ms",
            "Silence after that ping which ends the session with 3012."),
        number("session.measureEveryMs", 30_000, 0, DAY_MS, "ms",
            "How often a client that is never silent is pinged to measure its round trip; 0 = never."),
        number("session.signInMs", 10_000, 100, DAY_MS, "ms",
            "How long a connection may stay without a token; then 3500."),
        number("session.outboxBytesMax", 1_048_576, 16_384, INT_MAX, "bytes",
            "Waiting for one client; above, its live events stop and the log feeds it as it drains."),
        number("session.outboxLagMsMax", 30_000, 1_000, DAY_MS, "ms", "Of a full outbox; then 3008."),
        number("session.revocationKeepDays", 30, 1, 36_500, "days",
            "How long a revocation of tokens counts: longer than any token lives."),
        number("session.revocationPollMs", 300, 50, 60_000, "ms",
            "How often a node looks for revocations that it has not heard of."));

    private static final List<Key> EVENTS = List.of(
        number("events.channelsMax", 100, 1, 1_000, "channels", "Of one stream."),
        number("events.retryMs", 2_000, 10, DAY_MS, "ms",
            "After which clients whose stream has ended come back, give or take a half."),
        number("events.heartbeatMs", 15_000, 100, DAY_MS, "ms", "Between comments that show life."));

    private static final List<Key> SOCKETIO = List.of(
        text("socketio.namespaces", "/", "Those that clients may enter, each a way to everything."),
        text("socketio.cookie", "", "Name of a cookie that names this node to a load balancer, given to"
            + " polling clients; empty = none."),
        text("socketio.cookieSameSite", "Lax", "Lax, Strict, or None for pages of other sites (TLS only)."));

    private static final List<Key> ROOMS = List.of(
        number("rooms.textMax", 16_000, 1, 16_000, "code points", "Of a message."),
        number("rooms.nameMax", 200, 1, 10_000, "code points", "Of a room's name."),
        number("rooms.topicMax", 1_000, 1, 10_000, "code points", "Of a room's topic."),
        number("rooms.pageMax", 200, 1, 200, "entries", "Of one list or page of history."),
        number("rooms.membersFirstMax", 500, 1, 10_000, "users", "Named when a room is created."),
        number("rooms.receiptsMax", 500, 0, 100_000, "members",
            "Of a room up to which its subscribers are told who has read how far."),
        number("rooms.typingMax", 200, 0, 100_000, "members",
            "Of a room up to which its subscribers are told who types."),
        number("rooms.typingMs", 6_000, 100, DAY_MS, "ms",
            "How long somebody counts as typing after he last said so."),
        number("rooms.inboxWatchMax", 200, 0, 100_000, "rooms",
            "Of one user whose unread messages he is told of."),
        number("rooms.inboxUsersMax", 20_000, 1, 10_000_000, "users", "Of this node who are told so."));

    private static final List<Key> NOTIFICATIONS = List.of(
        number("notifications.keepDays", 30, 1, 36_500, "days",
            "How long a person's own channel and notifications are kept."),
        number("notifications.pruneEveryMs", 3_600_000, 100, DAY_MS, "ms",
            "How often what is older is cleared away; one node at a time does it."));

    private static final List<Key> FEED = List.of(
        number("feed.tailBytesMax", 33_554_432, 0, 1L << 40, "bytes",
            "Recent publications kept for replays by one hub, all channels together."),
        number("feed.pageSize", 200, 1, 10_000, "publications", "Read from a log at once."),
        number("feed.pagesInFlightMax", 16, 1, 1_000, "pages", "Log reads of one hub under way at once."),
        number("feed.reorderWindowMs", 30, 0, 10_000, "ms",
            "How long an early publication waits for its elder before the log is asked."),
        number("feed.headCheckMs", 15_000, 100, DAY_MS, "ms", "How often feeds are compared with logs."),
        number("feed.askTimeoutMs", 5_000, 100, DAY_MS, "ms", "How long a log may take to answer."));

    private static final List<Key> RELAY = List.of(
        number("relay.peerBytesMax", 16_777_216, 65_536, INT_MAX, "bytes",
            "Unacknowledged to one node; above, it gets only counters and mends itself from the log."),
        number("relay.batchBytesMax", 262_144, 1_024, INT_MAX, "bytes", "Of one batch to a node."));

    private static final List<Key> POSTGRES = List.of(
        flag("postgres.embedded", false, "Start a PostgreSQL of our own. In the demo: unless postgres.host is"
            + " given.").demo(true),
        text("postgres.dataDirectory", "data/postgres", "Where the embedded one keeps its files."),
        text("postgres.host", "localhost", "Host name of PostgreSQL 15 or newer.").demo(""),
        number("postgres.port", 5_432, 1, 65_535, "TCP port", "Of PostgreSQL."),
        text("postgres.database", "parley", "Database."),
        text("postgres.user", "parley", "Role; it must be allowed to create a schema."),
        text("postgres.password", "", "Its password; may be empty."),
        flag("postgres.tls", false, "Encrypt the connections and check the server's certificate against the"
            + " JVM's trust store."),
        number("postgres.appendConnections", 3, 2, 100, "connections",
            "That append, per persistence verticle."),
        number("postgres.readConnections", 3, 1, 100, "connections",
            "That read, per persistence verticle."),
        number("postgres.batchMax", 200, 1, 10_000, "appends", "Of one commit."),
        number("postgres.queueMax", 20_000, 1, 10_000_000, "appends",
            "Waiting per persistence verticle; more are refused with 503."),
        number("postgres.lockTimeoutMs", 2_000, 10, 600_000, "ms", "A statement may wait for a row."),
        number("postgres.statementTimeoutMs", 5_000, 100, 600_000, "ms", "A statement may run."),
        number("postgres.idleInTransactionTimeoutMs", 2_000, 100, 600_000, "ms",
            "How long a silent client may hold rows."),
        number("postgres.tcpUserTimeoutMs", 10_000, 100, 600_000, "ms",
            "How long sent bytes may stay unacknowledged before a connection counts as dead."),
        flag("postgres.synchronous", false, "Your word that a synchronous standby holds every commit: a"
            + " failover then loses nothing and clients need not reload."));

    private static final List<Key> CLUSTER = List.of(
        flag("cluster.enabled", true, "Join other nodes; false = a single node that talks to nobody.")
            .demo(false),
        text("cluster.file", "cluster.xml", "Hazelcast's configuration; the values below are put into it."),
        text("cluster.name", "parley", "Clusters of different names ignore one another."),
        text("cluster.host", "127.0.0.1", "This node's address for member and bus connections."),
        number("cluster.port", 5_701, 1, 65_535, "TCP port", "First one tried for membership."),
        number("cluster.busPort", 0, 0, 65_535, "TCP port", "Of the event bus; 0 = any free one."),
        text("cluster.members", "127.0.0.1", "Addresses where other members may be found."),
        text("cluster.secret", "", "Shared by all nodes, 32 bytes at least: a member that does not know it"
            + " does not get in. Keeps out who cannot listen on the network between nodes."));

    private static final List<Key> OPERATIONS = List.of(
        text("operations.host", "127.0.0.1", "Address to listen on; best one that only operators reach."),
        number("operations.port", 8_090, 0, 65_535, "TCP port", "Of metrics, the view of the cluster, what"
            + " is wrong with a node that is not ready, and the command to drain; 0 = the port of the"
            + " clients.").demo(0));

    private static final List<Key> TLS = List.of(
        text("tls.certificate", "", "What clients are shown, with the certificates between it and its"
            + " authority; empty = no TLS here: put a proxy in front."),
        text("tls.key", "", "Its private key, not encrypted."),
        text("tls.busCertificate", "",
            "What nodes show one another; empty = the event bus is not encrypted."),
        text("tls.busKey", "", "Its private key, not encrypted."),
        text("tls.busTrust", "", "The authorities whose certificates make a node. Best one of your own that"
            + " certifies nothing else."),
        number("tls.checkMs", 5_000, 100, DAY_MS, "ms", "How often the files are looked at for changes."));

    private static final List<Key> INSTANCES = List.of(
        number("instances.sockets", 0, 0, 256, "verticles", "Serving connections; 0 = one per processor."),
        number("instances.rooms", 0, 0, 256, "verticles", "Deciding on commands; 0 = half of that."),
        number("instances.persistence", 0, 0, 256, "verticles", "Writing the log; 0 = half of that."));

    static final List<Key> ALL = Stream.of(GENERAL, HTTP, LimitKeys.EDGE, AUTH, API, SESSION,
        LimitKeys.SESSION, LimitKeys.USER, LimitKeys.ADDRESS, SOCKETIO, EVENTS, ROOMS,
        NOTIFICATIONS, WebhookKeys.ALL, FEED, RELAY, POSTGRES, SqlKeys.ALL, RedisKeys.ALL, CLUSTER, TLS,
        OPERATIONS, INSTANCES,
        PresenceKeys.ALL, LiveKeys.ALL, StateKeys.ALL, LiveKeys.NAMESPACES)
        .flatMap(List::stream).toList();

    /** What each section is about. */
    static final Map<String, String> SECTIONS = Map.ofEntries(
        Map.entry("http", "Where clients come in."),
        Map.entry("edge", "How the door guards itself."),
        Map.entry("user", "What one user may do on this node, all his sessions together."),
        Map.entry("address", "What one remote address may do on this node."),
        Map.entry("auth",
            "Whose tokens are believed: at least one of secret, publicKeys and jwks in production."),
        Map.entry("api", "The HTTP API for programs, at /api/v1."),
        Map.entry("session", "What one client may do, and how its life is watched."),
        Map.entry("webhooks", "How applications are told of what happens."),
        Map.entry("events", "Server-sent events: streams for dashboards and scripts."),
        Map.entry("socketio", "What is particular to Socket.IO; its heartbeat is that of sessions."),
        Map.entry("rooms", "The sizes of what people write."),
        Map.entry("notifications", "What people are told on their own channels."),
        Map.entry("feed", "How logs are followed, replayed and repaired."),
        Map.entry("relay", "How nodes tell one another."),
        Map.entry("postgres", "The durable log: rooms and messages."),
        Map.entry("sql", "What applications publish in their own SQL transactions (docs/sql.md)."),
        Map.entry("redis", "The recent log, and the ways in and out for programs that speak Redis."),
        Map.entry("cluster", "The other nodes."),
        Map.entry("operations", "Where operators and their tools come in, without TLS."),
        Map.entry("tls",
            "What is encrypted, with whose certificates: PEM files, read again when they change."),
        Map.entry("instances", "How many of each verticle run on this node, one event loop each."),
        Map.entry("presence", "How it is told who is here."),
        Map.entry("live", "Live channels, whatever their namespace."),
        Map.entry("state", "How much live state a channel may carry."));

    private Keys() {
    }

    static Optional<Key> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }
}
