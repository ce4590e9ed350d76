/** Parley: a self-hosted, clustered real-time communications server. */
package dev.parley;
