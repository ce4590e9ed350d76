/** A small shop beside a demo server, whose orders its page shows; no part of the server. */
package dev.parley.demo;
