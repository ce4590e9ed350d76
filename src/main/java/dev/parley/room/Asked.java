package dev.parley.room;

import dev.parley.protocol.Caller;

/** A command on its way to the verticle that serves its room. */
record Asked(Caller caller, Command command) {
}
