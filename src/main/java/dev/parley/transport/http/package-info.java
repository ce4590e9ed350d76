/** What is served over plain HTTP: the chat application, and the pages to try Parley with. */
package dev.parley.transport.http;
