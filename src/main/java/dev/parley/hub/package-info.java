/**
 * One hub per event loop: cursors over logs, live delivery, recovery and repair. Encodes an event once,
 * sends it to many.
 */
package dev.parley.hub;
