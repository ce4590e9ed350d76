/** What is served over plain HTTP: the page to try Parley with. */
package dev.parley.transport.http;
