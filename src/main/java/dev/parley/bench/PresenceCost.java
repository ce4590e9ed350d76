package dev.parley.bench;

import io.vertx.core.json.JsonObject;

/**
 * What presence in a large room came to.
 *
 * @param people   in the room
 * @param watchers of them who also subscribe to its presence
 * @param lost     connections that the server ended
 * @param idle     what the server spent while nothing happened
 * @param joins    what coming back by the thousand a second cost
 * @param why      the first refusal; empty = none
 */
record PresenceCost(int people, int watchers, int lost, Spent idle, Joins joins, String why)
    implements Report {

    private static final double IDLE_CORE_MAX = 0.10;
    private static final double EVENTS_PER_SECOND_MAX = 5;
    private static final double KNOWN_MS_MAX = 2_000;

    /** Time that passed, and processor time of the server in it, in nanoseconds. */
    record Spent(long nanos, long cpuNanos) {

        /** Of one core. */
        double share() {
            return (double) cpuNanos / nanos;
        }
    }

    /**
     * A rush of people.
     *
     * @param count  who came
     * @param events that all watchers together were told
     * @param bytes  of those
     * @param lagMs  from the last answer until every watcher knew of all
     */
    record Joins(int count, Spent spent, long events, long bytes, long lagMs) {

        double perSecond() {
            return count * 1e9 / (spent.nanos() - lagMs * 1_000_000);
        }
    }

    /** Changes that one watcher was told in a second. */
    private double eventsPerSecond() {
        return joins.events() * 1e9 / watchers / joins.spent().nanos();
    }

    @Override
    public boolean kept() {
        return why.isEmpty() && lost == 0 && idle.share() < IDLE_CORE_MAX
            && eventsPerSecond() <= EVENTS_PER_SECOND_MAX && joins.lagMs() <= KNOWN_MS_MAX;
    }

    @Override
    public JsonObject json() {
        return new JsonObject().put("people", people).put("watchers", watchers).put("lost", lost)
            .put("idleShareOfACore", idle.share())
            .put("joins", new JsonObject().put("count", joins.count()).put("perSecond", joins.perSecond())
                .put("shareOfACore", joins.spent().share())
                .put("cpuMicrosEach", joins.spent().cpuNanos() / 1e3 / joins.count())
                .put("events", joins.events()).put("eventsPerSecondAndWatcher", eventsPerSecond())
                .put("bytes", joins.bytes()).put("lagMs", joins.lagMs()))
            .put("why", why).put("kept", kept());
    }

    @Override
    public String text() {
        return """
            people       %,d in one room, %,d of them subscribed to its presence; %,d were lost
            idle         %.1f %% of one core (bound: %.0f %%)
            joins        %,d, %,.0f a second: %.0f %% of one core, %.0f µs each
            told         %,d changes, %.1f a second for each who watches, %,d bytes each
            known        %,d ms after the last answer everybody knows of all
            %s%s
            """.formatted(people, watchers, lost, idle.share() * 100, IDLE_CORE_MAX * 100, joins.count(),
            joins.perSecond(), joins.spent().share() * 100, joins.spent().cpuNanos() / 1e3 / joins.count(),
            joins.events(), eventsPerSecond(), joins.events() == 0 ? 0 : joins.bytes() / joins.events(),
            joins.lagMs(), why.isEmpty() ? "" : "first refusal " + why + "; ",
            kept() ? "all bounds kept" : "A BOUND WAS NOT KEPT");
    }
}
