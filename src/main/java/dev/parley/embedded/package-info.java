/**
 * The real PostgreSQL and Redis of the demo and of the tests, started by us on this machine. Everything here
 * blocks:
 * never call it from an event loop.
 */
package dev.parley.embedded;
