/**
 * One logical client above any transport: its identity, its commands in, its subscriptions, its limits and
 * its life. A session knows its pipe only as a {@link dev.parley.session.Transport}.
 */
package dev.parley.session;
