/**
 * The durable log in PostgreSQL, and the rooms around it: appends in groups, one commit each, told after
 * the commit; reads that re-check the right to read. Others use {@link
 * dev.parley.persistence.Persistence} and {@link dev.parley.persistence.DurableLog}.
 */
package dev.parley.persistence;
