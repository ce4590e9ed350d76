/** The words and numbers of the wire contract: names, ids, events, refusals. Imports nothing else of ours. */
package dev.parley.protocol;
