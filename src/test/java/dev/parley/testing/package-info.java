/** What tests of every package share: one real PostgreSQL and one real Redis per JVM. */
package dev.parley.testing;
