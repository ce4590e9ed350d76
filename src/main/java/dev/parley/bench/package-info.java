/**
 * Load and comparison: a program of its own that uses a server from outside, as clients do. Nothing of the
 * server knows it.
 */
package dev.parley.bench;
