/**
 * Attacks a server process in every way that its limits are meant for, while others talk on it, and shows
 * that they hardly notice; not part of the server.
 */
package dev.parley.abuse;
