/** What every door promises, asked of each by a client of its own. */
package dev.parley.doors;
