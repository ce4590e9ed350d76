/**
 * The ways in and out for programs that speak Redis: what is published there or appended to a stream there
 * becomes an event of a live channel, and what happens on chosen channels is written to a stream there. One
 * node at a time does each; a node's death loses nothing and doubles nothing.
 */
package dev.parley.gateway;
