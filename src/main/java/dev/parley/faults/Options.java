package dev.parley.faults;

import dev.parley.console.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked of a run.
 *
 * @param scenarios what goes wrong
 * @param seed      of every choice made by chance
 * @param messages  acknowledged posts at least, per scenario; of sql, rows inserted
 * @param seconds   longest time that a scenario may need
 * @param rate      posts or rows per second of all writers together
 * @param nodes     processes of the cluster
 * @param writers   clients that post
 * @param readers   clients that listen
 * @param folder    where logs and data go
 * @param letters   put into the inbox
 * @param clients   of a swarm; 0 = as the scenario has it
 * @param accepts   new connections that a node takes in a second
 * @param rounds    of presence: how often something happens to a node
 * @param timed     whether being slow breaks a law
 * @param clusterFile the cluster.xml of the nodes
 */
record Options(Set<Scenario> scenarios, long seed, int messages, int seconds, int rate, int nodes,
               int writers, int readers, int letters, int clients, int accepts, int rounds, boolean timed,
               Path folder, Path clusterFile) {

    private static final Set<String> KNOWN = Set.of("scenario", "seed", "messages", "seconds", "rate",
        "nodes", "writers", "readers", "letters", "clients", "accepts", "rounds", "times", "folder",
        "cluster-file");

    private static final String HELP = """
        Breaks a cluster of real processes while clients talk on it, and proves that nothing was lost.

        faults [--scenario kill,freeze,database,roll,commit,row,rolling,storm,
                presence,live,inbox,state,sql] [--seed N] [--messages 20000]
               [--seconds 300] [--rate 400] [--nodes 3] [--writers 4] [--readers 8]
               [--letters 50000] [--clients N] [--accepts N] [--rounds 50] [--times judged|told]
               [--folder target/faults] [--cluster-file cluster.xml]
          kill      kill -9 of a random node every few seconds, restarted after
          freeze    SIGSTOP of a random node for 15 s
          database  PostgreSQL stopped for 10 s
          roll      SIGTERM of one node after another, started again: a release
          commit    a node frozen while it commits must stop no room for more than 3 s
          row       a channel's row held by hand must stop only that room
          rolling   each node asked to end and started again under --clients (3000) that talk: no gap
                    over 2 s for 99 of 100, no node sent more than it accepts (--accepts 250 a second)
          storm     a node killed under --clients (10000), who come back to the others at once: within
                    5 s, with one page of the log per channel and node, one question of rights per 100
          presence  --rounds (50) nodes killed, frozen and restarted under --clients (3000), some of whom
                    leave, vanish or come back: everybody who left is seen to, in time, everywhere
          live      as kill, on a durable and on a recent live channel; then Redis forgets everything:
                    the subscribers of the recent one are told, and everything goes on
          inbox     --letters (50000) in Redis' stream parley:inbox, some of them twice, while nodes are
                    killed: each is published once, in its channel's order, and written to parley:out
          state     kill -9 under live states that all writers change at once: every client's state is the
                    server's, no bound is passed, what was refused left no trace
          sql       --messages rows inserted at --rate in eight transactions at a time, a third rolled back,
                    while nodes are killed or stand still: what was committed is told once, in order
        """;

    static String help() {
        return HELP;
    }

    /** Throws {@link IllegalArgumentException} with a sentence when an argument is not understood. */
    static Options parse(List<String> line) {
        var given = Arguments.parse(line, KNOWN);
        var scenarios = given.several("scenario", Scenario.class, one -> one.name().toLowerCase(Locale.ROOT));
        var accepts = scenarios.contains(Scenario.STORM) ? 2_000
            : scenarios.contains(Scenario.PRESENCE) ? 400 : 250;
        return new Options(scenarios, given.seed(), given.number("messages", 20_000, 1),
            given.number("seconds", 300, 1), given.number("rate", 400, 1), given.number("nodes", 3, 1),
            given.number("writers", 4, 1), given.number("readers", 8, 1), given.number("letters", 50_000, 1),
            given.number("clients", 0, 0), given.number("accepts", accepts, 1),
            given.number("rounds", 50, 1),
            given.choice("times", "judged", "told"), given.path("folder", "target/faults"),
            given.path("cluster-file", "cluster.xml"));
    }

    /** So many, or as many as the scenario has otherwise. */
    int clientsOr(int otherwise) {
        return clients == 0 ? otherwise : clients;
    }
}
