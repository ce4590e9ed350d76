package dev.parley.notification;

/** What a command says of one setting. */
sealed interface Wish<T> {

    /** Leave it as it is. */
    record Keep<T>() implements Wish<T> {
    }

    /** Forget what was set. */
    record Unset<T>() implements Wish<T> {
    }

    /** Set it. */
    record To<T>(T value) implements Wish<T> {
    }
}
