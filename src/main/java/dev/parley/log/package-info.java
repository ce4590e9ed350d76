/**
 * The contract of a log and of the bell that tells of it. Feeds, recovery and transports know only these;
 * what keeps a channel (PostgreSQL, a Redis stream, nothing) stands behind them.
 */
package dev.parley.log;
