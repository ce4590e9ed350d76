/** What is measured, and in which buckets. Who measures takes Micrometer's registry in the constructor. */
package dev.parley.metrics;
