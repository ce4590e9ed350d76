/** The other nodes: who they are, and the Vert.x that reaches them. */
package dev.parley.cluster;
