/** What operators set: read, checked as a whole and handed down as records. Imports nothing else of ours. */
package dev.parley.config;
