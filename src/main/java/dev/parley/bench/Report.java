package dev.parley.bench;

import io.vertx.core.json.JsonObject;

/** What a run came to. */
interface Report {

    String text();

    JsonObject json();

    /** Whether every bound was kept. */
    boolean kept();
}
