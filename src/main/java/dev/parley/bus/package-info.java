/** The event bus as the house uses it: its addresses, records by reference inside a node, typed questions. */
package dev.parley.bus;
