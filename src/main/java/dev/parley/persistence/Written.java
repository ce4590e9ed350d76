package dev.parley.persistence;

import dev.parley.protocol.Publication;
import dev.parley.protocol.Refusal;
import java.util.List;

/** What became of a statement that appends. */
sealed interface Written {

    /** Somebody else holds the row: nothing was done. */
    record Busy() implements Written {
    }

    /**
     * It is committed.
     *
     * @param answers      one for each append, in their order
     * @param publications what is to be told, in their order
     */
    record Done(List<Answer> answers, List<Publication> publications) implements Written {
    }

    /** What the asker of one append is told. */
    sealed interface Answer {
    }

    /** A JSON object. */
    record Reply(String json) implements Answer {
    }

    /** It was not written. */
    record Refused(Refusal refusal) implements Answer {
    }
}
