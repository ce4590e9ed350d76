/** How much may come in: rates and caps per user and per remote address, of connections, and of memory. */
package dev.parley.limit;
