package dev.parley.config;

import java.util.Objects;
import java.util.Optional;

/**
 * What holds for all live channels {@code live.<name>.…}.
 *
 * @param name      letters, digits, - and _
 * @param log       what keeps their events
 * @param history   how much of it is kept
 * @param rights    who may do what
 * @param state     whether each carries a JSON object that is changed by {@code change}
 * @param presence  whether it is told who is there
 * @param wildcards whether one may subscribe to many at once by a pattern
 * @param out       whether what is published is also written to Redis, to {@code parley:out}
 * @param limits    how much may be published
 * @param flow      what is left out of what comes too fast; of channels without a log only
 */
public record Namespace(String name, Kind log, History history, Rights rights, boolean state,
                        boolean presence, boolean wildcards, boolean out, Limits limits, Flow flow) {

    public Namespace {
        Objects.requireNonNull(name);
        Objects.requireNonNull(log);
        Objects.requireNonNull(history);
        Objects.requireNonNull(rights);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(flow);
    }

    /** What keeps the events of a channel. */
    public enum Kind {
        /** PostgreSQL: what is acknowledged is never lost. */
        DURABLE,
        /** A Redis stream: as durable as Redis is. */
        RECENT,
        /** Nothing: told once, to whoever listens. */
        NONE
    }

    /** Whom a right belongs to. */
    public enum Rule {
        /** Whoever comes, as far as the door lets him ask without a token. */
        ANYONE,
        /** Whoever has a token. */
        AUTHENTICATED,
        /** Whose token names the channel in its claim {@code channels}. */
        TOKEN,
        /** The application's back end only: by a server key, Redis or SQL. */
        SERVER
    }

    /**
     * How much is kept.
     *
     * @param length the newest events of each channel; 0 = all
     * @param ageMs  for so long; 0 = for ever
     */
    public record History(long length, long ageMs) {
    }

    /**
     * Who may do what.
     *
     * @param subscribe listen, and read history and state
     * @param publish   publish, and change the state
     */
    public record Rights(Rule subscribe, Rule publish) {
        public Rights {
            Objects.requireNonNull(subscribe);
            Objects.requireNonNull(publish);
        }
    }

    /**
     * How much may be published.
     *
     * @param dataBytesMax of one event's data, as JSON text in UTF-8
     * @param perSecond    events of one user on one node; 0 = as many as his session may send
     * @param burst        may come at once
     */
    public record Limits(int dataBytesMax, int perSecond, int burst) {
    }

    /**
     * What is left out of what comes too fast.
     *
     * @param key       the field of the data that says which events replace one another; empty = all of one
     *                  type do
     * @param everyMs   of those only the newest is told, once in this time; 0 = all are
     * @param perSecond events of one channel that one node lets pass, the others being dropped; 0 = all
     */
    public record Flow(Optional<String> key, int everyMs, int perSecond) {

        /** Everything is told. */
        public static final Flow FREE = new Flow(Optional.empty(), 0, 0);

        public Flow {
            Objects.requireNonNull(key);
        }
    }
}
