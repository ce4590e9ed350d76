/** WebSocket clients by the ten thousand, at the least cost: what servers are loaded and broken with. */
package dev.parley.client;
