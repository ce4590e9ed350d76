/** Certificates and their keys: read from files, checked, and read again when they change. */
package dev.parley.tls;
