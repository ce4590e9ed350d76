/** The doors for clients: one HTTP server per event loop, and the pipes that start there. */
package dev.parley.transport;
