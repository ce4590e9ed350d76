package dev.parley.session;

import java.util.Objects;

/**
 * A command carried out.
 *
 * @param json       the reply
 * @param afterwards what happens as soon as the reply is written
 */
record Done(String json, Runnable afterwards) {

    private static final Runnable NOTHING = () -> { };

    Done {
        Objects.requireNonNull(json);
    }

    Done(String json) {
        this(json, NOTHING);
    }
}
