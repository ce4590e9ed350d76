/**
 * Redis as one event loop uses it: a held connection for each master that pipelines, comes back by itself,
 * bounds what waits and says clearly when Redis is away. Where the masters are (one address, what Sentinels
 * say, a Cluster's slots) is a matter of configuration that nobody above sees.
 */
package dev.parley.redis;
