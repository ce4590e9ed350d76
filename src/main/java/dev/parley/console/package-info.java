/** What commands share: their arguments, what they say to whoever started them, and the Java they run on. */
package dev.parley.console;
