/** What commands say to whoever started them. */
package dev.parley.console;
