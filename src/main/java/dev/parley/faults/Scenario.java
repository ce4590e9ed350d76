package dev.parley.faults;

/** What can go wrong with a cluster. */
enum Scenario {
    KILL, FREEZE, DATABASE, ROLL, COMMIT, ROW, ROLLING, STORM, PRESENCE, LIVE, INBOX, STATE, SQL
}
