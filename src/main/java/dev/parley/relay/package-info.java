/** The wire between nodes: what one node tells, every hub of every node hears, without any promise. */
package dev.parley.relay;
