package dev.parley.redis;

import io.vertx.core.Future;

/** Says where a master is, each time anew. */
interface Bearings {

    /** The URL to connect to. */
    Future<String> find();
}
