/**
 * Publishes what applications have written to the outbox in their own SQL transactions: see docs/sql.md and,
 * for the promise, the SQL files of persistence.
 */
package dev.parley.outbox;
