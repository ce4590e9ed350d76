package dev.parley.redis;

import io.vertx.redis.client.Response;

/**
 * What Redis has answered, and which life of which server it was.
 *
 * @param value null where Redis says nil
 * @param runId of the server: another one after each start, and on each server
 */
public record Reply(Response value, String runId) {
}
