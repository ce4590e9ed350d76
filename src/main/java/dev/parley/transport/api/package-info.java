/** The HTTP API: every command as a resource, the document that describes it, and keys for back ends. */
package dev.parley.transport.api;
