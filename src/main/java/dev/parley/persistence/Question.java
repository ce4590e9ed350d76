package dev.parley.persistence;

/** What a persistence verticle is asked. */
sealed interface Question permits Append, Query, LogQuestion {
}
