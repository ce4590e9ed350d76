package dev.parley.persistence;

import dev.parley.log.Door;
import dev.parley.log.PageRequest;
import java.util.List;
import java.util.Set;

/** What {@link DurableLog} asks a persistence verticle. */
sealed interface LogQuestion extends Question {

    /** See {@link DurableLog#open}. */
    record Open(List<Door> doors) implements LogQuestion {
    }

    /** See {@link DurableLog#read}. */
    record Read(PageRequest request) implements LogQuestion {
    }

    /** See {@link DurableLog#heads}. */
    record Heads(Set<String> channels) implements LogQuestion {
    }

    /** See {@link DurableLog#snapshot}. */
    record State(String channel) implements LogQuestion {
    }

    /** See {@link DurableLog#pick}. */
    record Pick(String channel, List<Long> seqs) implements LogQuestion {
    }
}
